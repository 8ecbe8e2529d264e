// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jmemtrace.probes.VirtualThreads;

/** A call of a static method with the object that the woven one was called on, at its begin or before its return. */
record Hook(Bytes enter, Bytes exit) implements Insertions {
    private static final Bytes NOTHING = new Bytes(0);

    static Hook atBegin(AddedConstants constants, String called) {
        return new Hook(call(constants, called), NOTHING);
    }

    static Hook atEnd(AddedConstants constants, String called) {
        return new Hook(NOTHING, call(constants, called));
    }

    private static Bytes call(AddedConstants constants, String called) {
        String owner = VirtualThreads.class.getName().replace('.', '/');
        return new Bytes(4)
                .u1(Instructions.ALOAD_0)
                .u1(Instructions.INVOKESTATIC)
                .u2(constants.method(owner, called, "(Ljava/lang/Thread;)V"));
    }

    @Override
    public Bytes enterLine() {
        return enter;
    }

    @Override
    public Bytes enterAgain() {
        return enter;
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
    public Bytes afterBinding(int index) {
        return NOTHING;
    }

    @Override
    public Bytes line(int number) {
        return NOTHING;
    }
}
