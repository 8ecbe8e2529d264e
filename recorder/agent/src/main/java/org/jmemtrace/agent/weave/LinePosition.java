// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/**
 * A line of a method, or one of its bytecodes.
 *
 * @param line 0 if the class file does not say
 * @param bytecodeIndex where it was in the method's code before that was woven, -1 for a line
 * @param target what the bytecode allocates or calls, empty for a line
 */
public record LinePosition(int line, int bytecodeIndex, String target) {
    static LinePosition ofLine(int line) {
        return new LinePosition(line, -1, "");
    }

    public boolean isBytecode() {
        return bytecodeIndex >= 0;
    }
}
