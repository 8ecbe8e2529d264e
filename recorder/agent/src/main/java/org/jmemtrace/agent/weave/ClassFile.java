// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A class file as it was read (JVMS chapter 4), by position. Throws {@link IllegalArgumentException} or
 * {@link IndexOutOfBoundsException} at what is none.
 */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;

    /** Class files have had stack map frames since this version, Java 6. */
    private static final int FIRST_WITH_FRAMES = 50;

    final byte[] bytes;
    private final int[] constants;
    private final int endOfConstants;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        if (u4(0) != MAGIC) {
            throw new IllegalArgumentException("not a class file");
        }
        constants = new int[u2(8)];
        int at = 10;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at;
            int tag = u1(at);
            at += constantLength(tag, at);
            if (tag == 5 || tag == 6) { // a long or a double takes two numbers
                i++;
            }
        }
        endOfConstants = at;
    }

    private int constantLength(int tag, int at) {
        switch (tag) {
            case UTF8:
                return 3 + u2(at + 1);
            case 3:
            case 4:
            case 9:
            case 10:
            case 11:
            case 12:
            case 17:
            case 18:
                return 5;
            case 5:
            case 6:
                return 9;
            case 7:
            case 8:
            case 16:
            case 19:
            case 20:
                return 3;
            case 15:
                return 4;
            default:
                throw new IllegalArgumentException("unknown constant " + tag);
        }
    }

    int u1(int at) {
        return bytes[at] & 0xFF;
    }

    int u2(int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    boolean hasFrames() {
        return u2(6) >= FIRST_WITH_FRAMES;
    }

    /** One more than the highest number of a constant. */
    int constantCount() {
        return constants.length;
    }

    /** Where the constants end and the class's flags, its own name, and so on begin. */
    int endOfConstants() {
        return endOfConstants;
    }

    /** The number of the constant that names this class. */
    int thisClass() {
        return u2(endOfConstants + 2);
    }

    /** Where the methods begin, with their count. */
    int methods() {
        return endOfMembers(endOfConstants + 8 + 2 * u2(endOfConstants + 6));
    }

    /** Whether there is a constant of a number: some take two. */
    boolean isAt(int constant) {
        return constants[constant] != 0;
    }

    /** What kind of constant has a number. */
    int tag(int constant) {
        return u1(constants[constant]);
    }

    /** The first number that a constant refers to. */
    int reference(int constant) {
        return u2(constants[constant] + 1);
    }

    /** The second number that a constant refers to. */
    int secondReference(int constant) {
        return u2(constants[constant] + 3);
    }

    /** The text of a constant. */
    String text(int constant) {
        int at = constants[constant];
        int length = u2(at + 1);
        for (int i = at + 3; i < at + 3 + length; i++) {
            if (bytes[i] < 0) {
                return decode(at + 1, length + 2);
            }
        }
        return new String(bytes, at + 3, length, StandardCharsets.ISO_8859_1);
    }

    private String decode(int at, int length) {
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, at, length)).readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a constant is a text, and this one. */
    boolean isText(int constant, String expected) {
        int at = constants[constant];
        if (u1(at) != UTF8 || u2(at + 1) != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[at + 3 + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A hash of two texts. */
    int hash(int constant, int other) {
        return hashOn(hashOn(0, constant), other);
    }

    private int hashOn(int seed, int constant) {
        int at = constants[constant];
        int hash = seed;
        for (int i = at + 3; i < at + 3 + u2(at + 1); i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash;
    }

    /** Whether a text begins so. */
    boolean startsWith(int constant, String prefix) {
        int at = constants[constant];
        if (u2(at + 1) < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[at + 3 + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what an {@code invokedynamic} refers to is linked by a method of a class. */
    boolean usesBootstrap(int dynamic, String owner) {
        int at = bootstrapMethods();
        if (at == 0) {
            return false;
        }
        at += 8;
        for (int i = reference(dynamic); i > 0; i--) {
            at += 4 + 2 * u2(at + 2);
        }
        int method = u2(constants[u2(at)] + 2); // behind the tag and kind of a handle
        return isText(reference(reference(method)), owner);
    }

    /** Where the attribute begins; 0 if there is none. */
    private int bootstrapMethods() {
        int at = endOfMembers(methods());
        for (int i = u2(at); i > 0; i--) {
            if (isText(u2(at + 2), "BootstrapMethods")) {
                return at + 2;
            }
            at = endOfAttribute(at + 2) - 2;
        }
        return 0;
    }

    /** Where an attribute that begins at a position ends. */
    int endOfAttribute(int at) {
        int end = at + 6 + u4(at + 2);
        if (end < at + 6 || end > bytes.length) {
            throw new IllegalArgumentException("an attribute that ends outside of the file");
        }
        return end;
    }

    /** Where a list of fields or methods ends; it begins with their count. */
    int endOfMembers(int at) {
        int end = at + 2;
        for (int i = u2(at); i > 0; i--) {
            end = endOfMember(end);
        }
        return end;
    }

    /** Where a field or method ends. */
    int endOfMember(int at) {
        int end = at + 8;
        for (int i = u2(at + 6); i > 0; i--) {
            end = endOfAttribute(end);
        }
        return end;
    }
}
