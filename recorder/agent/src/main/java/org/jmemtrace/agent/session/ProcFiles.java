// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Linux says of a process.
 *
 * @param directory below /proc
 */
record ProcFiles(Path directory) {
    static final ProcFiles SELF = new ProcFiles(Path.of("/proc/self"));

    static ProcFiles of(long pid) {
        return new ProcFiles(Path.of("/proc/" + pid));
    }

    /** Whether there is such a thing here. */
    static boolean present() {
        return Files.exists(SELF.directory.resolve("stat"));
    }

    /** A file's text; empty if it cannot be read, as that of a thread that has just ended. */
    String read(String name) {
        try {
            return new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /** The names in a directory; empty if it cannot be read. */
    List<String> list(String name) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(name))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException gone) {
            return names;
        }
        return names;
    }

    /** The value behind {@code key:} in a file of such lines, a number in kB as bytes; 0 if there is none. */
    static long number(String text, String key) {
        String value = value(text, key);
        boolean kilobytes = value.endsWith(" kB");
        String digits = kilobytes ? value.substring(0, value.length() - 3) : value;
        try {
            return Long.parseLong(digits.trim()) * (kilobytes ? 1024 : 1);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** The text behind {@code key:} in a file of such lines; empty if there is none. */
    static String value(String text, String key) {
        int at = text.startsWith(key + ":") ? 0 : text.indexOf("\n" + key + ":") + 1;
        if (at == 0 && !text.startsWith(key + ":")) {
            return "";
        }
        int end = text.indexOf('\n', at);
        return text.substring(at + key.length() + 1, end < 0 ? text.length() : end)
                .trim();
    }
}
