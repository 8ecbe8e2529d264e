// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The text of one file of /proc at a time, in a buffer that is used again. Numbers are read from its bytes, as no line
 * of these files is worth a String. Costs 5 to 12 us a file, most of it the kernel's.
 */
final class ProcText {
    /** The JDK reads no more than this without allocating native memory. */
    private static final int PIECE_BYTES = 8192;

    /** A command line can have megabytes; the tables of a busy server's sockets too. */
    private static final int MOST_BYTES = 32 << 20;

    private byte[] bytes = new byte[PIECE_BYTES];
    private int length;
    private int at;

    /** Whether there is such a file, it may be read, and its process has not ended meanwhile. */
    boolean read(String file) {
        length = 0;
        at = 0;
        try (FileInputStream in = new FileInputStream(file)) {
            for (int got = 0; got >= 0 && length < MOST_BYTES; length += got) {
                if (bytes.length - length < PIECE_BYTES) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                got = in.read(bytes, length, PIECE_BYTES);
                if (got < 0) {
                    break;
                }
            }
            return true;
        } catch (IOException goneOrDenied) {
            length = 0;
            return false;
        }
    }

    /** The same for text that a test or another file gave. */
    void set(byte[] text) {
        bytes = text.clone();
        length = text.length;
        at = 0;
    }

    int length() {
        return length;
    }

    int indexOf(char c) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == c) {
                return i;
            }
        }
        return -1;
    }

    int lastIndexOf(char c) {
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[i] == c) {
                return i;
            }
        }
        return -1;
    }

    String text(int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    /** Continues at a place. */
    void seek(int index) {
        at = index;
    }

    /** Goes to the begin of the next line; false at the end. */
    boolean nextLine() {
        while (at < length) {
            if (bytes[at++] == '\n') {
                return at < length;
            }
        }
        return false;
    }

    /** Goes past a number of fields, which blanks separate; false if the line has not so many. */
    boolean skipFields(int count) {
        skipBlanks();
        for (int i = 0; i < count; i++) {
            int begin = at;
            while (at < length && bytes[at] > ' ') {
                at++;
            }
            if (at == begin) {
                return false;
            }
            skipBlanks();
        }
        return true;
    }

    private void skipBlanks() {
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** The character here, or 0 at the end. */
    char character() {
        return at < length ? (char) (bytes[at] & 0xff) : 0;
    }

    /** The number here, and goes past it; empty if there is none. What no long holds is the greatest one: unlimited. */
    OptionalLong number() {
        skipBlanks();
        long value = 0;
        int begin = at;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at++] - '0';
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return at > begin ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /**
     * The number behind a word at the begin of a line. The search starts at the line of the last hit, so words that are
     * asked for in the order of the file are found in one go.
     */
    OptionalLong number(byte[] word) {
        int from = at;
        for (int line = lineBegin(from); line < length; line = lineAfter(line)) {
            if (Arrays.equals(bytes, line, Math.min(line + word.length, length), word, 0, word.length)) {
                at = line + word.length;
                return number();
            }
        }
        at = from;
        return OptionalLong.empty();
    }

    private int lineBegin(int index) {
        int begin = Math.min(index, length);
        while (begin > 0 && bytes[begin - 1] != '\n') {
            begin--;
        }
        return begin;
    }

    private int lineAfter(int index) {
        int next = index;
        while (next < length && bytes[next] != '\n') {
            next++;
        }
        return next + 1;
    }

    static byte[] word(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
