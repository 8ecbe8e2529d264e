// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code record attach} as a process of its own, which writes {@code r.jfr}. */
final class Attaching {
    private static final long SECONDS = 60;

    private final RecordProcess record;
    private final Process process;

    private Attaching(RecordProcess record, Process process) {
        this.record = record;
        this.process = process;
    }

    /** Starts it, and waits until it records. */
    static Attaching start(RecordProcess record, TargetProgram target, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("attach", Long.toString(target.pid()), "-o", "r.jfr"));
        arguments.addAll(List.of(options));
        // Where nobody can type Ctrl-C, as in CI, it may be ignored from the beginning.
        Attaching attaching = new Attaching(record, record.start(List.of("env", "--default-signal=INT"), arguments));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!record.errors().contains("record: recording ")) {
            if (!attaching.process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("it does not record: " + record.errors());
            }
            Thread.sleep(10);
        }
        return attaching;
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    int awaitEnd() throws Exception {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no end after " + SECONDS + " s: " + record.errors());
        }
        return process.exitValue();
    }

    static Path file(Path directory) {
        return directory.resolve("r.jfr");
    }
}
