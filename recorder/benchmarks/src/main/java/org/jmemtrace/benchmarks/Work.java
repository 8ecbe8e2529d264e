// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.benchmarks;

/** Methods that take next to no time and could take memory as far as their code tells, so that they are woven. */
final class Work {
    private Work() {}

    static int call(int value) {
        return Step.next(value);
    }

    /** Each line could take memory: what it calls is in another class. */
    static int lines(int value) {
        int result = Step.next(value);
        result += Step.next(value);
        result += Step.next(value);
        result += Step.next(value);
        return result;
    }

    /** Not woven, and inlined. */
    static final class Step {
        private Step() {}

        static int next(int value) {
            return value + 1;
        }
    }
}
