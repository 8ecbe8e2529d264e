// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * An instruction that calls a native method.
 *
 * @param number the method's site; if the receiver decides, its number among the {@link DispatchedNatives}
 * @param dispatched if the receiver decides which method it is, and whether it is native, the descriptor; else null
 */
record NativeCall(int number, @Nullable String dispatched) {
    /** In place of a call: one that returns a handle for calls of a native function. */
    static final NativeCall BINDING = new NativeCall(-1, null);

    /** The same, of a handle that is told the function's address with each call. */
    static final NativeCall UNADDRESSED_BINDING = new NativeCall(-2, null);

    /** How many local variables its arguments take, without the receiver; 0 unless the receiver decides. */
    int argumentSlots() {
        int slots = 0;
        if (dispatched != null) {
            for (char type : argumentTypes(dispatched).toCharArray()) {
                slots += type == 'J' || type == 'D' ? 2 : 1;
            }
        }
        return slots;
    }

    /** The arguments' types in a descriptor, a letter each; L for all references. */
    static String argumentTypes(String descriptor) {
        return descriptor.substring(1, descriptor.indexOf(')')).replaceAll("\\[*L[^;]*;|\\[+[^L\\[]", "L");
    }
}
