// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.agent.weave.Making.Kind;

/**
 * Finds what in a method's code makes objects of wanted types.
 *
 * <p>Assumption: behind each {@code new} comes {@code dup}, or straight code up to the constructor's call, and the two
 * are nested like parentheses, as compilers write them. What is written otherwise is not counted, and said so.
 */
final class Makings {
    private final MethodCode code;
    private final ClassFile file;
    private final TypeSelection types;
    private final List<Making> found = new ArrayList<>();

    /** Offsets of a {@code new} behind which its object is to be doubled, as the compiler did not. */
    private final List<Integer> doubled = new ArrayList<>();

    private int unknown;

    private Makings(MethodCode code, TypeSelection types) {
        this.code = code;
        this.file = code.file;
        this.types = types;
    }

    static Makings of(MethodCode code, TypeSelection types) {
        Makings makings = new Makings(code, types);
        makings.search();
        return makings;
    }

    /** In the order of their offsets. */
    List<Making> found() {
        return found;
    }

    List<Integer> doubled() {
        return doubled;
    }

    /** Constructions whose object is not where it is looked for. */
    int unknown() {
        return unknown;
    }

    private void search() {
        Deque<Integer> pending = new ArrayDeque<>();
        for (int offset = 0; offset < code.length; offset = code.next(offset)) {
            switch (code.opcode(offset)) {
                case Instructions.NEW -> pending.push(offset);
                case Instructions.INVOKESPECIAL -> {
                    if (isConstructor(offset)) {
                        if (!pending.isEmpty()) { // else it is that of the superclass
                            constructed(pending.pop(), offset);
                        }
                    } else {
                        add(calledKind(offset), offset);
                    }
                }
                case Instructions.NEWARRAY -> addIf(Primitive.ofOperand(code.opcode(offset + 1)) + "[]", offset);
                case Instructions.ANEWARRAY -> addIf(Targets.type(classAt(offset)) + "[]", offset);
                case Instructions.MULTIANEWARRAY -> add(levels(Targets.type(classAt(offset))), offset);
                case Instructions.INVOKEVIRTUAL, Instructions.INVOKESTATIC, Instructions.INVOKEINTERFACE ->
                    add(calledKind(offset), offset);
                case Instructions.INVOKEDYNAMIC -> add(linkedKind(offset), offset);
                default -> {}
            }
        }
        found.sort((a, b) -> Integer.compare(a.offset(), b.offset()));
    }

    private void addIf(String type, int offset) {
        add(types.mayContain(type) ? Optional.of(Kind.ONE_TYPE) : Optional.empty(), offset);
    }

    private void add(Optional<Kind> kind, int offset) {
        kind.ifPresent(known -> found.add(new Making(offset, offset, known)));
    }

    private Optional<Kind> levels(String type) {
        for (String level = type; level.endsWith("[]"); level = level.substring(0, level.length() - 2)) {
            if (types.mayContain(level)) {
                return Optional.of(Kind.LEVELS);
            }
        }
        return Optional.empty();
    }

    private void constructed(int made, int call) {
        String type = classAt(made);
        if (!type.equals(file.text(file.reference(file.reference(reference(call)))))) {
            throw new IllegalArgumentException("a constructor's call that does not belong to the new above it");
        }
        if (!types.mayContain(type.replace('/', '.'))) {
            return;
        }
        if (code.opcode(code.next(made)) != Instructions.DUP) {
            if (!isStraight(code.next(made), call)) {
                unknown++;
                return;
            }
            doubled.add(made);
        }
        found.add(new Making(call, made, Kind.ONE_TYPE));
    }

    /** Whether nothing in between jumps, is jumped to (an empty stack cannot be), or turns values around. */
    private boolean isStraight(int from, int to) {
        for (int offset = from; offset < to; offset = code.next(offset)) {
            int opcode = code.opcode(offset);
            boolean turns = opcode >= Instructions.POP && opcode <= Instructions.SWAP;
            if (turns || Instructions.kind(opcode) != Instructions.PLAIN || code.endsFlow(offset)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Kind> calledKind(int offset) {
        int called = reference(offset);
        String owner = file.text(file.reference(file.reference(called)));
        int nameAndType = file.secondReference(called);
        String name = file.text(file.reference(nameAndType));
        return Factories.kindOf(owner, name, file.text(file.secondReference(nameAndType)), types);
    }

    /** Lambdas that capture, and strings put together. */
    private Optional<Kind> linkedKind(int offset) {
        int nameAndType = file.secondReference(reference(offset));
        String name = file.text(file.reference(nameAndType));
        String descriptor = file.text(file.secondReference(nameAndType));
        if (name.startsWith("makeConcat") && descriptor.endsWith(")Ljava/lang/String;")) {
            return types.mayContain("java.lang.String") ? Optional.of(Kind.PERHAPS) : Optional.empty();
        }
        String owner = file.text(file.reference(file.thisClass())).replace('/', '.');
        boolean captures = !descriptor.startsWith("()") && descriptor.endsWith(";");
        return captures && isLambda(offset) && types.mayContain(owner + "$$Lambda")
                ? Optional.of(Kind.ONE_TYPE)
                : Optional.empty();
    }

    private boolean isLambda(int offset) {
        return file.usesBootstrap(reference(offset), "java/lang/invoke/LambdaMetafactory");
    }

    private boolean isConstructor(int offset) {
        return file.isText(file.reference(file.secondReference(reference(offset))), "<init>");
    }

    private String classAt(int offset) {
        return file.text(file.reference(reference(offset)));
    }

    private int reference(int offset) {
        return file.u2(code.start + offset + 1);
    }
}
