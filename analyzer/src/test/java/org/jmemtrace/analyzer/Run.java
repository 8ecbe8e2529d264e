// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** One run of the command: what went to its two streams, and its exit code. */
record Run(int code, String out, String err) {
    static Run analyze(Object... arguments) {
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int code = Analyze.run(out, new PrintWriter(err), words);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** A recording with one method that took 64 MiB, which a test can break. */
    static Path recordLeak(Path file) throws Exception {
        long mib = 1 << 20;
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(16, "com.acme.Leak", "grow").site(17, "com.acme.Main", "main");
            fixture.thread(101, 1, "main", 100).process(50 * mib, 1000);
            fixture.node(1, 0, 1, 0, 0, 0)
                    .node(2, 1, 17, 1, 1000, 4096)
                    .node(3, 2, 16, 64, 64 * mib, 64 * mib)
                    .node(4, 1, 2, 0, 128, 0);
            fixture.thread(101, 1, "main", 100 + 16385).process(114 * mib + 4096, 1000 + 16385);
            return fixture.writeTo(file);
        }
    }
}
