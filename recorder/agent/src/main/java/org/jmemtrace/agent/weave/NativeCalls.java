// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of native methods in a method's code, and where it makes handles for calls of native functions.
 *
 * @param offsets of the calls, ascending
 * @param calls what they call
 * @param returns offsets of the instructions before which none of them is running any more: behind each call, and where
 *     what it throws is caught; ascending
 * @param bindings offsets of the calls that return such a handle, ascending
 * @param addressed whether the first argument of the call at that index is the function's address
 */
record NativeCalls(int[] offsets, List<NativeCall> calls, int[] returns, int[] bindings, boolean[] addressed) {
    static final NativeCalls NONE = new NativeCalls(new int[0], List.of(), new int[0], new int[0], new boolean[0]);

    /** Says what an instruction calls. */
    interface Callees {
        /** Null for what is not native. */
        @Nullable NativeCall calledBy(int opcode, int constant);
    }

    /** Those of which the places where handles are made are all there is. */
    static NativeCalls ofBindings(int[] offsets) {
        return new NativeCalls(new int[0], List.of(), new int[0], offsets, new boolean[offsets.length]);
    }

    /** Finds them. */
    static NativeCalls of(MethodCode code, Entry entry, Callees callees) {
        TreeMap<Integer, NativeCall> calls = new TreeMap<>();
        TreeSet<Integer> returns = new TreeSet<>();
        List<Integer> bindings = new ArrayList<>();
        boolean[] addressed = new boolean[code.length];
        for (int offset = 0; offset < code.length; offset = code.next(offset)) {
            int opcode = code.opcode(offset);
            if (opcode >= Instructions.INVOKEVIRTUAL
                    && opcode <= Instructions.INVOKEINTERFACE
                    && entry.covers(offset)) {
                NativeCall called = callees.calledBy(opcode, code.file.u2(code.start + offset + 1));
                if (called == NativeCall.BINDING || called == NativeCall.UNADDRESSED_BINDING) {
                    addressed[bindings.size()] = called == NativeCall.BINDING;
                    bindings.add(offset);
                } else if (called != null) {
                    calls.put(offset, called);
                    if (Instructions.kind(code.opcode(code.next(offset))) != Instructions.EXIT) { // which leaves both
                        returns.add(code.next(offset));
                    }
                }
            }
        }
        addHandlers(code, calls, returns);
        return new NativeCalls(
                ints(calls.keySet()), List.copyOf(calls.values()), ints(returns), ints(bindings), addressed);
    }

    private static void addHandlers(MethodCode code, TreeMap<Integer, NativeCall> calls, TreeSet<Integer> returns) {
        ClassFile file = code.file;
        int at = code.exceptionTable() + 2;
        for (int i = file.u2(at - 2); i > 0; i--, at += 8) {
            Integer first = calls.ceilingKey(file.u2(at));
            if (first != null && first < file.u2(at + 2)) {
                returns.add(file.u2(at + 4));
            }
        }
    }

    private static int[] ints(Iterable<Integer> values) {
        List<Integer> all = new ArrayList<>();
        values.forEach(all::add);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The most local variables that the arguments of one of them take; see {@link NativeCall#argumentSlots}. */
    int argumentSlots() {
        return calls.stream().mapToInt(NativeCall::argumentSlots).max().orElse(0);
    }

    boolean isEmpty() {
        return offsets.length == 0 && bindings.length == 0;
    }
}
