// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jspecify.annotations.Nullable;

/** Copies a class file, with other code in some of its methods and the constants that it needs. */
abstract class ClassRewriter {
    final ClassFile file;
    final AddedConstants constants;
    final Bytes out;
    private int changed;

    ClassRewriter(ClassFile file) {
        this.file = file;
        constants = new AddedConstants(file.constantCount());
        out = new Bytes(file.bytes.length + file.bytes.length / 4 + 256);
    }

    /**
     * Writes the code of a method anew, or else returns false; what it has written by then is taken back.
     *
     * @param method where the method begins
     * @param attribute where its code does
     */
    abstract boolean rewrite(int method, int attribute);

    /** Called when all methods are written. */
    void visitAttributes(int attributes) {}

    /** Returns the new class file, or null if nothing was changed. */
    byte @Nullable [] rewrite() {
        int from = file.endOfConstants();
        int at = file.methods() + 2;
        out.copy(file.bytes, from, at);
        for (int i = file.u2(at - 2); i > 0; i--) {
            copy(at);
            at = file.endOfMember(at);
        }
        if (changed == 0) {
            return null;
        }
        visitAttributes(at);
        out.copy(file.bytes, at, file.bytes.length);
        Bytes added = constants.bytes();
        return new Bytes(from + added.size() + out.size())
                .copy(file.bytes, 0, 8)
                .u2(constants.count())
                .copy(file.bytes, 10, from)
                .copy(added)
                .copy(out)
                .toArray();
    }

    private void copy(int method) {
        int attribute = method + 8;
        out.copy(file.bytes, method, attribute);
        for (int i = file.u2(method + 6); i > 0; i--) {
            int end = file.endOfAttribute(attribute);
            int size = out.size();
            if (file.isText(file.u2(attribute), "Code") && rewrite(method, attribute)) {
                changed++;
            } else {
                out.truncate(size);
                out.copy(file.bytes, attribute, end);
            }
            attribute = end;
        }
    }

    /** How many methods were changed. */
    int changed() {
        return changed;
    }

    String name(int method) {
        return file.text(file.u2(method + 2));
    }

    String descriptor(int method) {
        return file.text(file.u2(method + 4));
    }
}
