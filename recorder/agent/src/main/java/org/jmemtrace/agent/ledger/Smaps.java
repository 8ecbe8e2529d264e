// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads /proc/self/smaps, or another file of that form, as it comes: nothing is kept of a mapping but its record, some
 * 100 bytes, and its name. The kernel walks the page tables meanwhile, which is nearly all of the time: see the cost in
 * {@link LedgerWriter}.
 */
final class Smaps {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final byte[] RSS = ascii("Rss:");
    private static final byte[] SWAP = ascii("Swap:");
    private static final byte[] FLAGS = ascii("VmFlags:");

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int filled;
    private byte[] line = new byte[512];
    private int length;
    private String lastName = "";
    private String lastPermissions = "";

    private Smaps(InputStream in) {
        this.in = in;
    }

    /** All mappings of this process, by address. */
    static List<Mapping> ofThisProcess() throws IOException {
        try (InputStream in = new FileInputStream("/proc/self/smaps")) {
            return read(in);
        }
    }

    static List<Mapping> read(InputStream in) throws IOException {
        return new Smaps(in).mappings();
    }

    private List<Mapping> mappings() throws IOException {
        List<Mapping> mappings = new ArrayList<>(512);
        boolean more = readLine();
        while (more) {
            if (!isHeader()) {
                throw new IOException("no mapping begins with: " + text(0, length));
            }
            int dash = indexOf('-', 0);
            int space = indexOf(' ', dash);
            long start = hexadecimal(0, dash);
            long end = hexadecimal(dash + 1, space);
            lastPermissions = text(space + 1, space + 5, lastPermissions);
            lastName = text(nameAt(space), length, lastName);
            long rss = 0;
            long swap = 0;
            boolean noReserve = false;
            boolean noHugePages = false;
            for (more = readLine(); more && !isHeader(); more = readLine()) {
                if (begins(RSS)) {
                    rss = kilobytes(RSS.length) * 1024;
                } else if (begins(SWAP)) {
                    swap = kilobytes(SWAP.length) * 1024;
                } else if (begins(FLAGS)) {
                    noReserve = hasFlag('n', 'r');
                    noHugePages = hasFlag('n', 'h');
                }
            }
            mappings.add(new Mapping(start, end, lastPermissions, lastName, rss, swap, noReserve, noHugePages));
        }
        return mappings;
    }

    /** Addresses are in small letters, the names of all other lines begin with a capital one. */
    private boolean isHeader() {
        return length > 0 && Character.digit(line[0], 16) >= 0 && !(line[0] >= 'A' && line[0] <= 'F');
    }

    /** Behind permissions, offset, device and inode, and the blanks that fill up to a column. */
    private int nameAt(int space) {
        int at = space;
        for (int field = 0; field < 4; field++) {
            at = indexOf(' ', at + 1);
        }
        while (at < length && line[at] == ' ') {
            at++;
        }
        return at;
    }

    private boolean hasFlag(char first, char second) {
        for (int at = FLAGS.length; at + 2 < length; at++) {
            if (line[at] == ' ' && line[at + 1] == first && line[at + 2] == second) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(byte[] key) {
        return length >= key.length && Arrays.equals(line, 0, key.length, key, 0, key.length);
    }

    private long kilobytes(int from) {
        long number = 0;
        for (int at = from; at < length; at++) {
            if (line[at] >= '0' && line[at] <= '9') {
                number = number * 10 + line[at] - '0';
            }
        }
        return number;
    }

    private long hexadecimal(int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            number = number << 4 | Character.digit(line[at], 16);
        }
        return number;
    }

    private int indexOf(char wanted, int from) {
        int at = from;
        while (at < length && line[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The text, the earlier string if that is the same: the mappings of a library follow each other. */
    private String text(int from, int to, String earlier) {
        if (earlier.length() == to - from) {
            int at = 0;
            while (at < to - from && earlier.charAt(at) == (char) line[from + at]) {
                at++;
            }
            if (at == to - from) {
                return earlier;
            }
        }
        return text(from, to);
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether there is one more. */
    private boolean readLine() throws IOException {
        length = 0;
        while (true) {
            if (next == filled) {
                next = 0;
                filled = in.read(buffer);
                if (filled <= 0) {
                    filled = 0;
                    return length > 0;
                }
            }
            byte letter = buffer[next++];
            if (letter == '\n') {
                return true;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = letter;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
