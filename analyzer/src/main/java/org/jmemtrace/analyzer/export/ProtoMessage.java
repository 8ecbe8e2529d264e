// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A protocol buffer in the making (protobuf.dev/programming-guides/encoding): fields of the three kinds we need. */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** An integer; zero is left out, as is the rule. */
    ProtoMessage number(int field, long value) {
        if (value != 0) {
            varint((long) field << 3 | VARINT);
            varint(value);
        }
        return this;
    }

    /** Integers, packed. */
    ProtoMessage numbers(int field, List<Long> values) {
        ProtoMessage packed = new ProtoMessage();
        values.forEach(packed::varint);
        return message(field, packed);
    }

    ProtoMessage text(int field, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return delimited(field, encoded);
    }

    ProtoMessage message(int field, ProtoMessage message) {
        return delimited(field, message.bytes.toByteArray());
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    private ProtoMessage delimited(int field, byte[] content) {
        varint((long) field << 3 | LENGTH_DELIMITED);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
