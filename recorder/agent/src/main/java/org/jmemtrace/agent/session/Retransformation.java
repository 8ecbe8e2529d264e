// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Has loaded classes woven anew, by whatever weavers are at work. */
final class Retransformation {
    /** Each batch is one stop of all threads. */
    private static final int BATCH = 200;

    private final Instrumentation instrumentation;
    private final BiConsumer<String, Throwable> failures;

    /** @param failures is told of classes that the JVM refused, by name */
    Retransformation(Instrumentation instrumentation, BiConsumer<String, Throwable> failures) {
        this.instrumentation = instrumentation;
        this.failures = failures;
    }

    /** Has all loaded classes woven anew that are wanted. */
    void of(Predicate<Class<?>> wanted) {
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
                failures.accept(batch.get(0).getName(), refused);
                return;
            }
            for (Class<?> type : batch) {
                retransform(List.of(type));
            }
        }
    }
}
