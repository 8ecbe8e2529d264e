// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Has the kernel refuse a system call, by a seccomp filter as container runtimes set one, on a thread of its own and in
 * the processes that are started there.
 */
final class RefusedCall {
    static final int EPERM = 1;
    static final int EACCES = 13;

    private static final int SET_NO_NEW_PRIVILEGES = 38;
    private static final int SET_SECCOMP = 22;
    private static final int FILTER = 2;

    private RefusedCall() {}

    /** The number of {@code perf_event_open} on this machine. */
    static int perfEventOpen() {
        return System.getProperty("os.arch").equals("aarch64") ? 241 : 298;
    }

    static <T> T with(int systemCall, int error, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            refuse(systemCall, error);
            return work.call();
        });
        Thread thread = new Thread(task, "refused");
        thread.start();
        return task.get();
    }

    /** Load the call's number; if it is the one, answer with the error, else allow (linux/filter.h, linux/seccomp.h). */
    private static void refuse(int systemCall, int error) {
        Memory code = new Memory(4 * 8);
        instruction(code, 0, 0x20, 0, 0);
        instruction(code, 1, 0x15, 1, systemCall);
        instruction(code, 2, 0x06, 0, 0x00050000 | error);
        instruction(code, 3, 0x06, 0, 0x7fff0000);
        Memory program = new Memory(16);
        program.setShort(0, (short) 4);
        program.setPointer(8, code);
        Function prctl = Function.getFunction("c", "prctl");
        int first = prctl.invokeInt(new Object[] {SET_NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L});
        int second = prctl.invokeInt(new Object[] {SET_SECCOMP, (long) FILTER, program});
        if (first != 0 || second != 0) {
            throw new IllegalStateException("the kernel takes no filter");
        }
    }

    /** @param jumpIfNot how many instructions it goes on if a comparison fails */
    private static void instruction(Memory code, int index, int opcode, int jumpIfNot, int operand) {
        code.setShort(index * 8L, (short) opcode);
        code.setByte(index * 8L + 2, (byte) 0);
        code.setByte(index * 8L + 3, (byte) jumpIfNot);
        code.setInt(index * 8L + 4, operand);
    }
}
