// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.agent.weave.Selection;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.probes.VirtualThreads;

/** Weaves and restores the classes that the JVM has already loaded. */
final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final Weaver weaver;
    private final Retransformation retransformation;
    private final AtomicBoolean reweaving = new AtomicBoolean();

    LoadedClasses(Instrumentation instrumentation, Weaver weaver) {
        this.instrumentation = instrumentation;
        this.weaver = weaver;
        retransformation = new Retransformation(instrumentation, weaver::failed);
    }

    /** From here on classes are woven as they are loaded. */
    synchronized void begin() {
        instrumentation.addTransformer(weaver, true);
    }

    /** Weaves the selected classes, and restores those that were woven and are no longer selected. */
    synchronized void reweave(Selection selection) {
        Selection before = weaver.selection();
        weaver.select(selection);
        retransformation.of(type -> isIn(selection, type) || isIn(before, type) || isVirtualThread(type));
        reweaveUnknowing();
    }

    /**
     * Weaves anew what was woven before a native method was known that it may call: soon, in a thread of our own. Throws
     * nothing.
     */
    void reweaveUnknowing(Failures failures) {
        if (reweaving.compareAndSet(false, true)) {
            OwnThread.start("weaving", () -> {
                try {
                    reweaving.set(false); // from here on what is found is for another thread
                    reweaveUnknowing();
                } catch (Throwable failure) { // those calls have no rows of their own
                    failures.add(failure);
                }
            });
        }
    }

    private synchronized void reweaveUnknowing() {
        Predicate<String> unknowing = weaver.natives().dispatched().takeUnknowing();
        Selection selection = weaver.selection();
        if (unknowing != null) {
            retransformation.of(type -> unknowing.test(type.getName()) && isIn(selection, type));
        }
    }

    /** Restores all classes. */
    synchronized void restore() {
        Selection before = weaver.selection();
        weaver.select(Selection.none());
        instrumentation.removeTransformer(weaver);
        retransformation.of(type -> isIn(before, type) || isVirtualThread(type));
    }

    private static boolean isVirtualThread(Class<?> type) {
        return type.getName().equals(VirtualThreads.CLASS) && VirtualThreads.supported();
    }

    private static boolean isIn(Selection selection, Class<?> type) {
        return selection.contains(type.getClassLoader(), type.getName());
    }
}
