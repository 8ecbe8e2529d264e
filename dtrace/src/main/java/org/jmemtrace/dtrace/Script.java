// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dtrace;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts, as files that can be run or compiled. */
public enum Script {
    MALLOC_PRELOAD("malloc_preload.c"),
    MALLOC_BY_STACK("malloc_by_stack.bt");

    private final String fileName;

    Script(String fileName) {
        this.fileName = fileName;
    }

    /** Writes it into a directory. */
    public Path extract(Path directory) throws IOException {
        Path file = directory.resolve(fileName);
        try (InputStream content = Script.class.getResourceAsStream(fileName)) {
            if (content == null) {
                throw new FileNotFoundException(fileName);
            }
            Files.copy(content, file);
        }
        return file;
    }
}
