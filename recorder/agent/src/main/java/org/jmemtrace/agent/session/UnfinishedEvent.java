// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.reflect.Method;
import jdk.jfr.internal.JVM;
import org.jspecify.annotations.Nullable;

/**
 * An event whose writing was cut short by a lack of memory. Flight recorder does not expect that: on JDK 17 the thread
 * then writes no event any more, the JDK's own neither; on newer ones its next event is written behind the half one,
 * and nobody can read the recording.
 *
 * <p>Each thread has one writer, {@code jdk.jfr.internal.JVM.getEventWriter()}, and its {@code reset()} forgets what it
 * has begun; both are there from JDK 17 to 25.
 */
final class UnfinishedEvent {
    private static final @Nullable Method WRITER = method(JVM.class, "getEventWriter");

    private UnfinishedEvent() {}

    /** Forgets the event that the calling thread has begun to write, if there is one. */
    static void discard() throws ReflectiveOperationException {
        Object writer = WRITER == null ? null : WRITER.invoke(null);
        Method reset = writer == null ? null : method(writer.getClass(), "reset");
        if (reset != null) {
            reset.invoke(writer);
        }
    }

    private static @Nullable Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException | NoClassDefFoundError otherJdk) {
            return null; // its writers are kept otherwise
        }
    }
}
