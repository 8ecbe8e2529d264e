// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What Linux says of a process. It is read each second, of each thread too: so nothing is made for it that can be kept,
 * for an idle program's heap would fill with it.
 *
 * @param directory below /proc
 */
record ProcFiles(String directory) {
    static final ProcFiles SELF = new ProcFiles("/proc/self");

    private static byte[] buffer = new byte[1 << 14];

    static ProcFiles of(long pid) {
        return new ProcFiles("/proc/" + pid);
    }

    /** Whether there is such a thing here. */
    static boolean present() {
        return new File(SELF.directory + "/stat").exists();
    }

    /** A file's text; empty if it cannot be read, as that of a thread that has just ended. */
    String read(String name) {
        synchronized (ProcFiles.class) {
            try (FileInputStream in = new FileInputStream(directory + "/" + name)) {
                int length = 0;
                for (int got = 0; got >= 0; got = in.read(buffer, length, buffer.length - length)) {
                    length += got;
                    if (length == buffer.length) {
                        buffer = Arrays.copyOf(buffer, 2 * length);
                    }
                }
                return new String(buffer, 0, length, StandardCharsets.UTF_8);
            } catch (IOException gone) {
                return "";
            }
        }
    }

    /** The names in a directory; empty if it cannot be read. */
    List<String> list(String name) {
        String[] names = new File(directory, name).list();
        return names == null ? List.of() : Arrays.asList(names);
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
