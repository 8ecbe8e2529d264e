// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads. The counters are those of operating system threads, and so of carriers: when a virtual thread is
 * mounted, its carrier puts its own calls aside and goes on with those of the virtual thread, in its own tree. For that
 * {@code java.lang.VirtualThread} is woven: {@code mount} and {@code unmount} call here, on the carrier. It costs some
 * 100 ns each time, and more where woven calls are on the virtual thread's stack.
 *
 * <p>A virtual thread that runs when the recording begins is recorded from its next mounting on.
 */
public final class VirtualThreads {
    /** The class whose methods call {@link #mounting} and {@link #unmounted}. */
    public static final String CLASS = "java.lang.VirtualThread";

    private static final long ABSENT = -1;
    private static final long CARRIER = carrierOffset();
    private static final @Nullable MethodHandle PIN = pinning("pin");
    private static final @Nullable MethodHandle UNPIN = pinning("unpin");

    /** Those with woven calls that are not mounted. */
    private static final Map<Thread, VirtualStack> PARKED = new ConcurrentHashMap<>();

    private VirtualThreads() {}

    /** Whether this JVM has such as can be recorded: up to JDK 20 it has none. */
    public static boolean supported() {
        return CARRIER != ABSENT && PIN != null && UNPIN != null && Counters.TLAB;
    }

    /** A virtual thread is about to be mounted on the calling thread. */
    public static void mounting(Thread virtual) {
        try {
            TracedThread carrier = Threads.current();
            if (carrier != null) {
                carrier.mount(virtual, PARKED.remove(virtual));
            }
        } catch (Throwable failure) {
            Threads.failed(failure);
        }
    }

    /** A virtual thread was unmounted from the calling thread; it cannot be mounted elsewhere yet. */
    public static void unmounted(Thread virtual) {
        try {
            TracedThread carrier = Threads.known();
            if (carrier != null) {
                VirtualStack left = carrier.unmount();
                if (left != null) {
                    PARKED.put(virtual, left);
                }
                carrier.endToolWork();
            }
        } catch (Throwable failure) {
            Threads.failed(failure);
        }
    }

    /** The thread that a virtual thread is mounted on; null for one that runs without, and where it is not known. */
    static @Nullable Thread carrierOf(Thread virtual) {
        return CARRIER == ABSENT || !virtual.getClass().getName().equals(CLASS)
                ? null
                : (Thread) Counters.UNSAFE.getReference(virtual, CARRIER);
    }

    /** Keeps the calling virtual thread on its carrier until {@link #unpin}. */
    static void pin() throws Throwable {
        if (PIN != null) {
            PIN.invokeExact();
        }
    }

    static void unpin() throws Throwable {
        if (UNPIN != null) {
            UNPIN.invokeExact();
        }
    }

    /** Says that calls which still run are of no recording any more: who knows on what thread they will end. */
    static void forgetAll(Collection<TracedThread> carriers, Backend backend) {
        List<Frame[]> forgotten = new ArrayList<>();
        PARKED.values().forEach(stack -> forgotten.add(stack.frames()));
        PARKED.clear();
        carriers.stream().filter(TracedThread::hasMounted).forEach(carrier -> forgotten.add(carrier.frames));
        if (!forgotten.isEmpty()) {
            Grave grave = new Grave(backend);
            forgotten.forEach(frames -> VirtualStack.moveTo(grave, frames));
        }
    }

    /** Forgets those that have ended within woven calls: where a stack overflowed they can. */
    static void sweep() {
        PARKED.keySet().removeIf(thread -> !thread.isAlive());
    }

    private static long carrierOffset() {
        try {
            return Counters.UNSAFE.objectFieldOffset(Class.forName(CLASS), "carrierThread");
        } catch (ClassNotFoundException | InternalError absent) {
            return ABSENT;
        }
    }

    private static @Nullable MethodHandle pinning(String method) {
        try {
            Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
            return MethodHandles.lookup().findStatic(continuation, method, MethodType.methodType(void.class));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }
}
