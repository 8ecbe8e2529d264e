// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;

/** The names of primitive types, by the operand of {@code newarray} and by their letter in descriptors. */
final class Primitive {
    private static final List<String> NAMES =
            List.of("boolean", "char", "float", "double", "byte", "short", "int", "long");
    private static final int FIRST = 4; // JVMS 6.5, newarray

    private Primitive() {}

    static String ofOperand(int operand) {
        return NAMES.get(operand - FIRST);
    }

    static String ofLetter(char letter) {
        return NAMES.get("ZCFDBSIJ".indexOf(letter));
    }

    static boolean isName(String name) {
        return NAMES.contains(name);
    }
}
