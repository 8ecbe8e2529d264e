// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** How large objects of one class are. It refers to no class, so that it keeps none. */
final class ObjectShape {
    /** Kept with each class itself. */
    private static final ClassValue<ObjectShape> SHAPES = new ClassValue<>() {
        @Override
        protected ObjectShape computeValue(Class<?> type) {
            return new ObjectShape(type);
        }
    };

    private static int shapes;

    /** Its place in tables. */
    final int number;

    private final boolean array;
    private final int scaleBytes;

    /** Of each object; 0 as long as none was seen, and for arrays. */
    private long fixedBytes;

    private ObjectShape(Class<?> type) {
        number = next();
        array = type.isArray();
        scaleBytes = array ? Counters.UNSAFE.arrayIndexScale(type) : 0;
    }

    private static synchronized int next() {
        return shapes++;
    }

    static ObjectShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    boolean isArray() {
        return array;
    }

    /** Shallow bytes of an object of the class. */
    long bytesOf(Object object, ObjectBackend backend) {
        if (array) {
            long first = align(backend.arrayHeaderBytes(), scaleBytes);
            return align(first + (long) Array.getLength(object) * scaleBytes, backend.alignmentBytes());
        }
        if (fixedBytes == 0) {
            fixedBytes = backend.sizeOf(object);
        }
        return fixedBytes;
    }

    /** The least multiple of a power of two from a number of bytes on. */
    private static long align(long bytes, long to) {
        return (bytes + to - 1) & -to;
    }

    /** Whether an object that a method for boxing returned is one of those that are shared. */
    static boolean isShared(@Nullable Object object) {
        if (object instanceof Integer number) {
            return Boxes.contains(number);
        }
        if (object instanceof Long number) {
            return number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE; // JLS 5.1.7, and no option changes it
        }
        if (object instanceof Short number) {
            return number >= Byte.MIN_VALUE && number <= Byte.MAX_VALUE;
        }
        if (object instanceof Character letter) {
            return letter <= Byte.MAX_VALUE;
        }
        return object instanceof Byte || object instanceof Boolean || (object instanceof String text && text.isEmpty());
    }

    /** The range of shared Integers, which -XX:AutoBoxCacheMax widens. */
    private static final class Boxes {
        private static final int HIGHEST = highest();

        private Boxes() {}

        private static int highest() {
            int shared = Byte.MAX_VALUE;
            int fresh = Integer.MAX_VALUE;
            while (fresh - shared > 1) {
                int middle = shared + (fresh - shared) / 2;
                if (isSame(Integer.valueOf(middle), Integer.valueOf(middle))) {
                    shared = middle;
                } else {
                    fresh = middle;
                }
            }
            return shared;
        }

        private static boolean isSame(Object one, Object other) {
            return one == other;
        }

        static boolean contains(int number) {
            return number >= Byte.MIN_VALUE && number <= HIGHEST;
        }
    }
}
