// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Constants that woven code needs, behind those of the class. Throws {@link IllegalArgumentException} if too many. */
final class AddedConstants {
    private static final int MOST = 65_535;

    private final Bytes bytes = new Bytes(512);
    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<String, Integer> types = new HashMap<>();
    private final Map<String, Integer> methods = new HashMap<>();
    private int next;

    /** @param first the number of the first that is added */
    AddedConstants(int first) {
        next = first;
    }

    /** One more than the highest number of a constant. */
    int count() {
        return next;
    }

    Bytes bytes() {
        return bytes;
    }

    /** The constant for a class by its internal name. */
    int type(String name) {
        Integer known = types.get(name);
        if (known != null) {
            return known;
        }
        int text = text(name);
        bytes.u1(7).u2(text);
        return number(types, name);
    }

    /** The constant for a static method of a class. */
    int method(String owner, String name, String descriptor) {
        Integer known = methods.get(name + descriptor);
        if (known != null) {
            return known;
        }
        int type = type(owner);
        int nameText = text(name);
        int descriptorText = text(descriptor);
        bytes.u1(12).u2(nameText).u2(descriptorText);
        int nameAndType = number();
        bytes.u1(10).u2(type).u2(nameAndType);
        return number(methods, name + descriptor);
    }

    /** A constant for an int. */
    int integer(int value) {
        bytes.u1(3).u4(value);
        return number();
    }

    /** The constant for a text. */
    int text(String text) {
        Integer known = texts.get(text);
        if (known != null) {
            return known;
        }
        byte[] encoded = encode(text);
        bytes.u1(1).copy(encoded, 0, encoded.length);
        return number(texts, text);
    }

    private static byte[] encode(String text) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length() + 2);
        try {
            new DataOutputStream(encoded).writeUTF(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private int number(Map<String, Integer> known, String key) {
        int number = number();
        known.put(key, number);
        return number;
    }

    private int number() {
        if (next == MOST) {
            throw new IllegalArgumentException("no room for one more constant");
        }
        return next++;
    }
}
