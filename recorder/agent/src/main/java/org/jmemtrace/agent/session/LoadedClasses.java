// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import org.jmemtrace.agent.weave.Selection;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.probes.VirtualThreads;

/** Weaves and restores the classes that the JVM has already loaded. */
final class LoadedClasses {
    private final Instrumentation instrumentation;
    private final Weaver weaver;
    private final Retransformation retransformation;

    LoadedClasses(Instrumentation instrumentation, Weaver weaver) {
        this.instrumentation = instrumentation;
        this.weaver = weaver;
        retransformation = new Retransformation(instrumentation, weaver::failed);
    }

    /** From here on classes are woven as they are loaded. */
    void begin() {
        instrumentation.addTransformer(weaver, true);
    }

    /** Weaves the selected classes, and restores those that were woven and are no longer selected. */
    void reweave(Selection selection) {
        Selection before = weaver.selection();
        weaver.select(selection);
        retransformation.of(type -> isIn(selection, type) || isIn(before, type) || isVirtualThread(type));
    }

    /** Restores all classes. */
    void restore() {
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
