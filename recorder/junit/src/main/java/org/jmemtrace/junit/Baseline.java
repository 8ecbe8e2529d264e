// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Figures that were committed: a text file for each class, a line for each test, in order. */
final class Baseline {
    /** Set to write baselines in place of holding against them. */
    static final String UPDATE = "memory.update";

    /** Where they are, if not below the working directory of a Maven module. */
    private static final String DIRECTORY = "memory.baselines";

    private static final Object LOCK = new Object();

    private final Path file;
    private final String test;

    Baseline(Class<?> type, String test) {
        this.file = Path.of(System.getProperty(DIRECTORY, "src/test/memory")).resolve(type.getSimpleName() + ".mem");
        this.test = test;
    }

    static boolean isToBeWritten() {
        String update = System.getProperty(UPDATE);
        return update != null && !update.equals("false");
    }

    Path file() {
        return file;
    }

    /** Empty if there is none. */
    OptionalLong allocatedBytes() {
        String value = read().get(test);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }

    void write(long allocatedBytes) {
        synchronized (LOCK) {
            TreeMap<String, String> lines = read();
            lines.put(test, Long.toString(allocatedBytes));
            StringBuilder text = new StringBuilder("# allocated bytes per run; written with -D" + UPDATE + "\n");
            lines.forEach(
                    (name, value) -> text.append(name).append(' ').append(value).append('\n'));
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TreeMap<String, String> read() {
        TreeMap<String, String> lines = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    int space = line.lastIndexOf(' ');
                    if (!line.startsWith("#") && space > 0) {
                        lines.put(line.substring(0, space), line.substring(space + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
