// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which native method a call reaches whose receiver's class decides that. A table of classes for each such method, open
 * addressed; read without a lock, and it keeps no class alive.
 */
final class Receivers {
    /** In place of a site: nobody has asked yet. */
    static final int UNKNOWN = -1;

    private static final int AT_FIRST = 8;

    private static volatile Table[] byMethod = {};

    private Receivers() {}

    /** What is known of a class. */
    private static final class Known extends WeakReference<Class<?>> {
        final int hash;
        final int site;

        Known(Class<?> type, int site) {
            super(type);
            this.hash = System.identityHashCode(type);
            this.site = site;
        }
    }

    /**
     * What is known of the classes that were receivers of one method.
     *
     * @param slots a power of two of them, at most half of them taken
     */
    private record Table(@Nullable Known[] slots) {
        static final Table EMPTY = new Table(new Known[AT_FIRST]);

        int site(Class<?> type) {
            for (int i = System.identityHashCode(type); ; i++) {
                Known known = slots[i & slots.length - 1];
                if (known == null) {
                    return UNKNOWN;
                }
                if (known.refersTo(type)) {
                    return known.site;
                }
            }
        }

        Table with(Known added) {
            int alive = 1;
            for (Known each : slots) {
                alive += isAlive(each) ? 1 : 0;
            }
            Table table = new Table(new Known[Math.max(AT_FIRST, Integer.highestOneBit(alive) * 4)]);
            for (Known each : slots) {
                if (each != null && isAlive(each)) {
                    table.put(each);
                }
            }
            table.put(added);
            return table;
        }

        private static boolean isAlive(@Nullable Known known) {
            return known != null && !known.refersTo(null);
        }

        private void put(Known known) {
            int i = known.hash;
            while (slots[i & slots.length - 1] != null) {
                i++;
            }
            slots[i & slots.length - 1] = known;
        }
    }

    /** The site of the native method that a call reaches; 0 if what it reaches is not native, or {@link #UNKNOWN}. */
    static int site(Class<?> type, int method) {
        Table[] tables = byMethod;
        return method < tables.length ? tables[method].site(type) : UNKNOWN;
    }

    static synchronized void set(Class<?> type, int method, int site) {
        Table[] tables = byMethod;
        Table[] changed = Arrays.copyOf(tables, Math.max(method + 1, tables.length));
        Arrays.fill(changed, tables.length, changed.length, Table.EMPTY);
        changed[method] = changed[method].with(new Known(type, site));
        byMethod = changed;
    }
}
