// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jmemtrace.agent.counter.NativeFunctions;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Probes;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;
import org.jspecify.annotations.Nullable;

/**
 * Handles for calls of native functions (java.lang.foreign), with probes around what they call. Woven code cannot have
 * them around its own call: what a handle stands for shows when it is made. A handle keeps its probes when the recording
 * ends; they then do what those of woven code do between recordings, which is next to nothing.
 */
final class Downcalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final SiteNumbers sites;
    private final Map<Long, Integer> byAddress = new ConcurrentHashMap<>();

    Downcalls(SiteNumbers sites) {
        this.sites = sites;
    }

    /**
     * The handle between the two probes of a function.
     *
     * @param symbol where that is, a {@code MemorySegment}; null if the handle's first argument is
     */
    MethodHandle counted(MethodHandle handle, @Nullable Object symbol) throws Throwable {
        MethodHandle address =
                LOOKUP.findVirtual(Class.forName("java.lang.foreign.MemorySegment"), "address", methodType(long.class));
        MethodHandle enter = symbol == null ? enteringAt(address) : entering((long) address.invoke(symbol));
        MethodHandle body = MethodHandles.dropArguments(handle, 0, Frame.class);
        return MethodHandles.foldArguments(
                MethodHandles.tryFinally(body, leaving(handle.type().returnType())), enter);
    }

    private MethodHandle entering(long address) throws ReflectiveOperationException {
        MethodHandle enter = LOOKUP.findStatic(Probes.class, "enter", methodType(Frame.class, int.class));
        return MethodHandles.insertArguments(enter, 0, siteOf(address));
    }

    private MethodHandle enteringAt(MethodHandle address) throws ReflectiveOperationException {
        MethodHandle enter = LOOKUP.bind(new Target(), "enter", methodType(Frame.class, long.class));
        return MethodHandles.filterArguments(enter, 0, address);
    }

    /** What a handle calls that is told with each call: mostly the same as the last time. */
    private final class Target {
        private volatile long[] last = {-1, 0};

        @Nullable Frame enter(long address) {
            long[] seen = last;
            if (seen[0] != address) {
                seen = find(address);
                last = seen;
            }
            return Probes.enter((int) seen[1]);
        }

        private long[] find(long address) {
            TracedThread thread = Threads.known();
            if (thread != null) {
                thread.beginToolWork(0);
            }
            try {
                return new long[] {address, siteOf(address)};
            } finally {
                if (thread != null) {
                    thread.endToolWork();
                }
            }
        }
    }

    /** From what was thrown, if anything was, the result, if there is any, and the frame, to the result. */
    private static MethodHandle leaving(Class<?> result) throws ReflectiveOperationException {
        MethodHandle leave =
                LOOKUP.findStatic(Downcalls.class, "leave", methodType(void.class, Throwable.class, Frame.class));
        if (result == void.class) {
            return leave;
        }
        MethodType all = methodType(result, Throwable.class, result, Frame.class);
        MethodHandle last = MethodHandles.permuteArguments(MethodHandles.identity(result), all, 1);
        return MethodHandles.foldArguments(last, MethodHandles.dropArguments(leave, 1, result));
    }

    private static void leave(@Nullable Throwable thrown, @Nullable Frame frame) {
        if (thrown == null) {
            Probes.exit(frame);
        } else {
            Probes.exit(thrown, frame);
        }
    }

    private int siteOf(long address) {
        return byAddress.computeIfAbsent(address, this::site);
    }

    private int site(long address) {
        NativeFunctions.Symbol symbol = NativeFunctions.at(address);
        return sites.ofNative(symbol.library(), symbol.name(), "").number();
    }
}
