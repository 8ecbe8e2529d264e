// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.probes.Backend;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;
import org.jspecify.annotations.Nullable;

/** What the probes told while woven code ran: each call as it ended, by the method's name. */
final class CallLog extends Backend {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Stands in for a perf ring that never moves. */
    private static final long RING = UNSAFE.allocateMemory(4096);

    private final SiteNumbers sites;
    private final NativeMethods natives;
    private final List<String> calls = new ArrayList<>();

    private CallLog(SiteNumbers sites, NativeMethods natives) {
        this.sites = sites;
        this.natives = natives;
    }

    /** Begins to listen, in this thread. */
    static CallLog start(SiteNumbers sites, NativeMethods natives) {
        UNSAFE.setMemory(RING, 4096, (byte) 0);
        CallLog log = new CallLog(sites, natives);
        log.install();
        TracedThread.setTriggerBytes(0);
        Threads.start();
        return log;
    }

    /** Stops; returns {@code method}, or {@code method!exception} for one that was thrown, in the order of their ends. */
    List<String> stop() {
        TracedThread thread = Threads.known();
        if (thread != null && thread.tree().parent(thread.currentNode()) >= 0) {
            calls.add("never left: " + method(thread.tree().site(thread.currentNode())));
        }
        Threads.forgetCurrent(); // a thread keeps its backend
        Threads.stop();
        return calls;
    }

    @Override
    protected void callEnded(Frame frame, @Nullable Throwable thrown) {
        String exception = thrown == null ? "" : "!" + thrown.getClass().getSimpleName();
        calls.add(method(frame.site()) + exception);
    }

    @Override
    protected void lineEnded(Frame frame, @Nullable Throwable thrown) {}

    private String method(int number) {
        MethodSite site = Objects.requireNonNull(sites.get(number));
        return (site.className() + "." + site.method()).replaceFirst("^Program[.$]", "");
    }

    @Override
    protected MethodHandle downcall(MethodHandle handle, @Nullable Object symbol) {
        calls.add("bound");
        return handle;
    }

    @Override
    protected int nativeSite(Class<?> receiver, int method) {
        String called = natives.dispatched().method(method);
        for (Class<?> type = receiver; type != null; type = type.getSuperclass()) {
            for (Method each : type.getDeclaredMethods()) {
                String descriptor = MethodType.methodType(each.getReturnType(), each.getParameterTypes())
                        .toMethodDescriptorString();
                if (called.equals(each.getName() + descriptor)) {
                    return Modifier.isNative(each.getModifiers())
                            ? sites.ofNative(type.getName(), each.getName(), descriptor)
                                    .number()
                            : 0;
                }
            }
        }
        return 0;
    }

    @Override
    protected void failed(Throwable failure) {
        calls.add("failed: " + failure);
    }

    @Override
    protected void attach(TracedThread thread) {
        thread.open(-1, RING, 0);
    }

    @Override
    protected void detach(TracedThread thread) {}

    @Override
    protected void release(TracedThread thread) {}

    @Override
    protected long faults(TracedThread thread) {
        return 0;
    }

    @Override
    protected long allocatedBytes() {
        return 0;
    }
}
