// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jmemtrace.agent.weave.Selection;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.probes.VirtualThreads;

/** Weaves and restores the classes that the JVM has already loaded. */
final class LoadedClasses {
    /** Each batch is one stop of all threads. */
    private static final int BATCH = 200;

    private final Instrumentation instrumentation;
    private final Weaver weaver;

    LoadedClasses(Instrumentation instrumentation, Weaver weaver) {
        this.instrumentation = instrumentation;
        this.weaver = weaver;
    }

    /** From here on classes are woven as they are loaded. */
    void begin() {
        instrumentation.addTransformer(weaver, true);
    }

    /** Weaves the selected classes, and restores those that were woven and are no longer selected. */
    void reweave(Selection selection) {
        Selection before = weaver.selection();
        weaver.select(selection);
        retransform(type -> isIn(selection, type) || isIn(before, type) || isVirtualThread(type));
    }

    /** Restores all classes. */
    void restore() {
        Selection before = weaver.selection();
        weaver.select(Selection.none());
        instrumentation.removeTransformer(weaver);
        retransform(type -> isIn(before, type) || isVirtualThread(type));
    }

    private static boolean isVirtualThread(Class<?> type) {
        return type.getName().equals(VirtualThreads.CLASS) && VirtualThreads.supported();
    }

    private static boolean isIn(Selection selection, Class<?> type) {
        return selection.contains(type.getClassLoader(), type.getName());
    }

    private void retransform(Predicate<Class<?>> wanted) {
        List<Class<?>> batch = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isHidden() && !type.isArray() && wanted.test(type) && instrumentation.isModifiableClass(type)) {
                batch.add(type);
                if (batch.size() == BATCH) {
                    retransform(batch);
                    batch.clear();
                }
            }
        }
        retransform(batch);
    }

    /** If a batch fails, finds the classes that are to blame by trying each alone: those stay as they are. */
    private void retransform(List<Class<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | InternalError refused) {
            if (batch.size() == 1) {
                weaver.failed(batch.get(0).getName(), refused);
                return;
            }
            for (Class<?> type : batch) {
                retransform(List.of(type));
            }
        }
    }
}
