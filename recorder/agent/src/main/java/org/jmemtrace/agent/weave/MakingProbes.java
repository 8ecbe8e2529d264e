// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;
import org.jmemtrace.probes.ObjectProbes;

/** The probes behind what makes objects, as bytecode; where the compiler did not double the object, that too. */
final class MakingProbes implements Insertions {
    private static final Bytes NOTHING = new Bytes(0);
    private static final String PROBES = ObjectProbes.class.getName().replace('.', '/');

    private final List<Bytes> behind;

    /** @param behind for each place, in the order of their offsets */
    MakingProbes(List<Bytes> behind) {
        this.behind = List.copyOf(behind);
    }

    /** For behind a {@code new} that no {@code dup} follows. */
    static Bytes doubling() {
        return new Bytes(1).u1(Instructions.DUP);
    }

    /**
     * For behind what makes objects.
     *
     * @param place what stands for the place
     * @param doubled whether one more reference to the object lies there, for us
     */
    static Bytes making(AddedConstants constants, Making making, int place, boolean doubled) {
        Bytes probe = new Bytes(16);
        if (!doubled) {
            probe.u1(Instructions.DUP);
        }
        if (place <= Short.MAX_VALUE) {
            probe.u1(Instructions.SIPUSH).u2(place);
        } else {
            probe.u1(Instructions.LDC + 1).u2(constants.integer(place));
        }
        return probe.u1(Instructions.INVOKESTATIC)
                .u2(constants.method(PROBES, making.kind().probe(), "(Ljava/lang/Object;I)V"));
    }

    @Override
    public Bytes afterBinding(int index) {
        return behind.get(index);
    }

    @Override
    public Bytes enter() {
        return NOTHING;
    }

    @Override
    public Bytes enterLine() {
        return NOTHING;
    }

    @Override
    public Bytes enterAgain() {
        return NOTHING;
    }

    @Override
    public Bytes exit() {
        return NOTHING;
    }

    @Override
    public Bytes handler() {
        return NOTHING;
    }

    @Override
    public Bytes call(NativeCall called) {
        return NOTHING;
    }

    @Override
    public Bytes back() {
        return NOTHING;
    }

    @Override
    public Bytes beforeBinding(int index) {
        return NOTHING;
    }

    @Override
    public Bytes line(int number) {
        return NOTHING;
    }
}
