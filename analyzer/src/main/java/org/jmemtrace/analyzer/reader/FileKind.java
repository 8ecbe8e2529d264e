// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file is that is no recording, told by its first bytes. */
enum FileKind {
    HEAP_DUMP("a heap dump", "Open it with a heap analyzer such as Eclipse MAT."),
    GZIP("compressed with gzip", "Unpack it first: gunzip -k FILE"),
    ZIP("a zip archive", "Unpack it first: unzip FILE"),
    XZ("compressed with xz", "Unpack it first: unxz -k FILE"),
    BZIP2("compressed with bzip2", "Unpack it first: bunzip2 -k FILE"),
    ZSTD("compressed with zstd", "Unpack it first: unzstd FILE"),
    LZ4("compressed with lz4", "Unpack it first: lz4 -d FILE"),
    OLD_RECORDING("a recording of JDK 8 or older", "Record with JDK 17 or newer: record run -- java ..."),
    ZEROS("nothing but zeros", "The disk was full, or the copy broke off: copy or record it again."),
    TEXT("a text file", "Name the .jfr file itself: analyze rec.jfr"),
    OTHER("of a kind not known here", "Name a file that JDK Flight Recorder wrote: analyze rec.jfr");

    private final String description;
    private final String next;

    FileKind(String description, String next) {
        this.description = description;
        this.next = next;
    }

    String description() {
        return description;
    }

    /** What to do, for this file. */
    String nextFor(String file) {
        return next.replace("FILE", file);
    }

    /** What begins with these bytes, if it is no recording that can be read. */
    static Optional<FileKind> of(byte[] head) {
        if (startsWith(head, 'F', 'L', 'R', 0)) {
            boolean old = head.length > 5 && head[4] == 0 && head[5] == 0;
            return old ? Optional.of(OLD_RECORDING) : Optional.empty();
        }
        if (new String(head, StandardCharsets.ISO_8859_1).startsWith("JAVA PROFILE ")) {
            return Optional.of(HEAP_DUMP);
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            return Optional.of(GZIP);
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            return Optional.of(ZIP);
        }
        if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z')) {
            return Optional.of(XZ);
        }
        if (startsWith(head, 'B', 'Z', 'h')) {
            return Optional.of(BZIP2);
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return Optional.of(ZSTD);
        }
        if (startsWith(head, 0x04, 0x22, 0x4d, 0x18)) {
            return Optional.of(LZ4);
        }
        return Optional.of(plain(head));
    }

    private static FileKind plain(byte[] head) {
        if (Arrays.equals(head, new byte[head.length])) {
            return ZEROS;
        }
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b;
            if (control || b == 0x7f) {
                return OTHER;
            }
        }
        return TEXT;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
