// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/** What is written of a class file: big-endian numbers and copies of what was read. */
final class Bytes {
    private byte[] bytes;
    private int size;

    Bytes(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    int size() {
        return size;
    }

    /** Takes back what was written past a size. */
    void truncate(int to) {
        size = to;
    }

    Bytes u1(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Bytes u2(int value) {
        room(2);
        setU2(size, value);
        size += 2;
        return this;
    }

    Bytes u4(int value) {
        room(4);
        setU4(size, value);
        size += 4;
        return this;
    }

    Bytes copy(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    Bytes copy(Bytes other) {
        return copy(other.bytes, 0, other.size);
    }

    void setU2(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    void setU4(int at, int value) {
        setU2(at, value >>> 16);
        setU2(at + 2, value);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
