// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/** Bytecode to be put into a method. */
interface Insertions {
    /** For where the method is entered; all of these are of one length. */
    Bytes enter();

    /** The same, if the method's first line begins there. */
    Bytes enterLine();

    /** The same, for the rest of a call that was left. */
    Bytes enterAgain();

    /** For before each return. */
    Bytes exit();

    /** To handle what is thrown out of the method, which it throws on; empty if there is to be no handler. */
    Bytes handler();

    /** For before the call of a native method. */
    Bytes call(NativeCall called);

    /** For where such a call has ended. */
    Bytes back();

    /** For before the call that makes a handle for calls of a native function. */
    Bytes beforeBinding(int index);

    /** For right behind the one of an index. */
    Bytes afterBinding(int index);

    /** How many local variables all of these need. */
    default int locals(NativeCalls natives) {
        return 0;
    }

    /** How many values those within the method put onto the stack. */
    default int stack() {
        return 3;
    }

    /** For where a line begins. */
    Bytes line(int number);
}
