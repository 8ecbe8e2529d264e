// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/**
 * The bytecode of a method's probes. What enter returns is kept in a local variable behind all of the method's own;
 * in those behind that are, for a while, the arguments of a call whose receiver or first argument a probe is to see.
 */
final class ProbeCode implements Insertions {
    static final String FRAME = "org/jmemtrace/probes/Frame";

    /** How many further local variables a binding takes. */
    private static final int BINDING_LOCALS = 3;

    private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";
    private static final String PROBES = "org/jmemtrace/probes/Probes";
    private static final int MOST_OF_ICONST = 5;

    private final AddedConstants constants;
    private final int site;
    private final int local;
    private final boolean[] addressed;
    private final Bytes exit = new Bytes(8);
    private final Bytes handler = new Bytes(16);

    /**
     * The probes of one method.
     *
     * @param local the number of our local variable
     * @param addressed of each binding, whether its first argument is the function's address
     */
    ProbeCode(AddedConstants constants, int site, int local, boolean[] addressed) {
        this.addressed = addressed;
        this.constants = constants;
        this.site = site;
        this.local = local;
        local(exit, Instructions.ALOAD, Instructions.ALOAD_0);
        call(exit, "exit", "(L" + FRAME + ";)V");
        handler.u1(Instructions.DUP);
        local(handler, Instructions.ALOAD, Instructions.ALOAD_0);
        call(handler, "exit", "(Ljava/lang/Throwable;L" + FRAME + ";)V");
        handler.u1(Instructions.ATHROW);
    }

    @Override
    public Bytes enter() {
        return entering("enter");
    }

    @Override
    public Bytes enterLine() {
        return entering("enterLine");
    }

    @Override
    public Bytes enterAgain() {
        return entering("enterAgain");
    }

    @Override
    public Bytes exit() {
        return exit;
    }

    @Override
    public Bytes handler() {
        return handler;
    }

    @Override
    public Bytes call(NativeCall called) {
        Bytes probe = new Bytes(32);
        String types = called.dispatched() == null ? null : NativeCall.argumentTypes(called.dispatched());
        if (types == null) {
            local(probe, Instructions.ALOAD, Instructions.ALOAD_0);
            return call(number(probe, called.number()), "call", "(L" + FRAME + ";I)V");
        }
        int free = local + 1 + called.argumentSlots();
        for (int i = types.length() - 1; i >= 0; i--) {
            free -= slots(types.charAt(i));
            move(probe, free, types.charAt(i), Instructions.ISTORE, Instructions.ISTORE_0);
        }
        probe.u1(Instructions.DUP);
        local(probe, Instructions.ALOAD, Instructions.ALOAD_0);
        call(number(probe, called.number()), "call", "(Ljava/lang/Object;L" + FRAME + ";I)V");
        for (char type : types.toCharArray()) {
            move(probe, free, type, Instructions.ILOAD, Instructions.ILOAD_0);
            free += slots(type);
        }
        return probe;
    }

    private static int slots(char type) {
        return type == 'J' || type == 'D' ? 2 : 1;
    }

    /** Loads or stores a value of any type; the instructions for these follow those for int. */
    private static void move(Bytes out, int number, char type, int opcodeOfInt, int opcodeOfFirstInt) {
        int kind = Math.max(0, "IJFDL".indexOf(type));
        local(out, number, opcodeOfInt + kind, opcodeOfFirstInt + 4 * kind);
    }

    @Override
    public Bytes back() {
        Bytes probe = new Bytes(8);
        local(probe, Instructions.ALOAD, Instructions.ALOAD_0);
        return call(probe, "back", "(L" + FRAME + ";)V");
    }

    /** Keeps the address, which lies below two other arguments. */
    @Override
    public Bytes beforeBinding(int index) {
        if (!addressed[index]) {
            return new Bytes(0);
        }
        Bytes probe = new Bytes(32);
        local(probe, local + 3, Instructions.ASTORE, Instructions.ASTORE_0);
        local(probe, local + 2, Instructions.ASTORE, Instructions.ASTORE_0);
        probe.u1(Instructions.DUP);
        local(probe, local + 1, Instructions.ASTORE, Instructions.ASTORE_0);
        local(probe, local + 2, Instructions.ALOAD, Instructions.ALOAD_0);
        return local(probe, local + 3, Instructions.ALOAD, Instructions.ALOAD_0);
    }

    @Override
    public Bytes afterBinding(int index) {
        Bytes probe = new Bytes(8);
        if (addressed[index]) {
            local(probe, local + 1, Instructions.ALOAD, Instructions.ALOAD_0);
        } else {
            probe.u1(Instructions.ACONST_NULL);
        }
        return call(probe, "downcall", "(" + HANDLE + "Ljava/lang/Object;)" + HANDLE);
    }

    @Override
    public int locals(NativeCalls natives) {
        return 1 + Math.max(natives.bindings().length > 0 ? BINDING_LOCALS : 0, natives.argumentSlots());
    }

    @Override
    public Bytes line(int number) {
        Bytes probe = new Bytes(16);
        local(probe, Instructions.ALOAD, Instructions.ALOAD_0);
        if (number <= MOST_OF_ICONST) {
            probe.u1(Instructions.ICONST_0 + number);
        } else if (number <= Byte.MAX_VALUE) {
            probe.u1(Instructions.BIPUSH).u1(number);
        } else if (number <= Short.MAX_VALUE) {
            probe.u1(Instructions.SIPUSH).u2(number);
        } else {
            throw new IllegalArgumentException("too many lines");
        }
        return call(probe, "line", "(L" + FRAME + ";I)V");
    }

    private Bytes entering(String name) {
        Bytes probe = number(new Bytes(16), site);
        return local(call(probe, name, "(I)L" + FRAME + ";"), Instructions.ASTORE, Instructions.ASTORE_0);
    }

    private Bytes number(Bytes out, int number) {
        return number <= Short.MAX_VALUE
                ? out.u1(Instructions.SIPUSH).u2(number)
                : out.u1(Instructions.LDC + 1).u2(constants.integer(number));
    }

    private Bytes call(Bytes out, String name, String descriptor) {
        return out.u1(Instructions.INVOKESTATIC).u2(constants.method(PROBES, name, descriptor));
    }

    private Bytes local(Bytes out, int opcode, int opcodeOfFirst) {
        return local(out, local, opcode, opcodeOfFirst);
    }

    /** Loads or stores a local variable, in the shortest form. */
    private static Bytes local(Bytes out, int number, int opcode, int opcodeOfFirst) {
        if (number < 4) {
            return out.u1(opcodeOfFirst + number);
        }
        return number < 256
                ? out.u1(opcode).u1(number)
                : out.u1(Instructions.WIDE).u1(opcode).u2(number);
    }
}
