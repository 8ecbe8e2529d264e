// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A test method that can be called again and again. */
final class Run {
    private final Method method;
    private final @Nullable Object target;
    private final Object[] arguments;

    Run(Method method, @Nullable Object target, Object[] arguments) {
        this.method = method;
        this.target = target;
        this.arguments = arguments.clone();
        method.setAccessible(true);
    }

    /** A method that does nothing. */
    static Run ofNothing() {
        try {
            return new Run(Run.class.getDeclaredMethod("nothing"), null, new Object[0]);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void nothing() {}

    /** Throws what the test throws. */
    void run() throws Throwable {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    void run(int times) throws Throwable {
        for (int i = 0; i < times; i++) {
            run();
        }
    }
}
