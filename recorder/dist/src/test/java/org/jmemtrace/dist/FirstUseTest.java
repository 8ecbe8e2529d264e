// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers in a checkout that is not built: a copy of them, with a Maven and a JDK that only leave traces. */
class FirstUseTest {
    private static final Path ROOT = Path.of("../..");

    @TempDir
    private Path scratch;

    private Path checkout;
    private Path jdk;

    @BeforeEach
    void copyLaunchers() throws IOException {
        checkout = Files.createDirectory(scratch.resolve("my checkout"));
        for (String file : List.of(
                "recorder/bin/record",
                "analyzer/bin/analyze",
                "recorder/dist/launch.sh",
                "recorder/dist/build-once.sh")) {
            Path copy = checkout.resolve(file);
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(ROOT.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        jdk = Files.createDirectory(scratch.resolve("jdk"));
        Files.createDirectory(jdk.resolve("bin"));
        script(jdk.resolve("bin/java"), "for last; do :; done; echo \"ran with $last\"");
        script(jdk.resolve("bin/javac"), "exit 1");
    }

    @Test
    void firstUse_ofCheckout_buildsThenRuns() throws Exception {
        maven("echo '[INFO] Building jmemtrace-agent 0.1.0                    [5/9]'; mkdir -p target/jmemtrace"
                + "; echo archive > target/jmemtrace.tar.gz");

        Shell first = use("recorder/bin/record", "one");
        Shell second = use("analyzer/bin/analyze", "two");

        assertThat(first.out()).isEqualTo("ran with one\n");
        assertThat(first.err()).startsWith("record: first use of this checkout").endsWith("  [5/9] jmemtrace-agent\n");
        assertThat(second).isEqualTo(new Shell(0, "ran with two\n", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void firstUse_twiceAtOnce_buildsOnce() throws Exception {
        // Ends when the other one waits, which it says first.
        maven("until grep -q waiting ../*.err; do sleep 0.02; done; mkdir -p target/jmemtrace"
                + "; echo archive > target/jmemtrace.tar.gz");
        ExecutorService users = Executors.newFixedThreadPool(2);
        try {
            List<Future<Shell>> uses = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                uses.add(users.submit(
                        () -> use("/bin/sh", "-c", "recorder/bin/record " + name + " 2>../" + name + ".err")));
            }
            for (Future<Shell> use : uses) {
                assertThat(use.get().out()).startsWith("ran with ");
            }
        } finally {
            users.shutdownNow();
        }

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void firstUse_withFailingBuild_tellsWhyAndWhere() throws Exception {
        maven("echo '[ERROR] COMPILATION ERROR'; echo '[ERROR] Failed to execute goal'; printf 'no newline'; exit 1");

        Shell failed = use("recorder/bin/record", "--version");

        assertThat(failed.exitCode()).isEqualTo(69);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines().skip(1))
                .hasSize(3)
                .startsWith("record: building this checkout failed (mvn exit 1)", "  [ERROR] Failed to execute goal");
        assertThat(checkout.resolve("target/first-build.log")).content().contains("no newline");
    }

    @Test
    void firstUse_withoutMaven_tellsWhatToInstall() throws Exception {
        Path tools = Files.createDirectory(scratch.resolve("tools"));
        for (String tool : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }

        Shell failed = Shell.run(
                checkout,
                Map.of("JAVA_HOME", jdk.toString(), "PATH", tools.toString()),
                "/bin/sh",
                "analyzer/bin/analyze",
                "x.jfr");

        assertThat(failed.exitCode()).isEqualTo(69);
        assertThat(failed.err())
                .startsWith("analyze: this checkout is not built yet, and Maven is missing\n")
                .hasLineCount(3);
    }

    @Test
    void firstUse_withoutCompiler_tellsThatAJdkIsNeeded() throws Exception {
        maven("exit 1");
        Files.delete(jdk.resolve("bin/javac"));

        Shell failed = use("recorder/bin/record", "--version");

        assertThat(failed.exitCode()).isEqualTo(69);
        assertThat(failed.err())
                .startsWith("record: this checkout is not built yet, and a JDK is missing\n")
                .hasLineCount(3);
    }

    private Shell use(String... command) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.toString(), "PATH", scratch.resolve("maven") + ":" + System.getenv("PATH"));
        String[] absolute = command.clone();
        absolute[0] = checkout.resolve(command[0]).toString();
        return Shell.run(checkout, environment, absolute);
    }

    /** Puts a Maven on the PATH that counts its runs and does what {@code body} says. */
    private void maven(String body) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("maven"));
        script(directory.resolve("mvn"), "echo run >> ../builds; " + body);
    }

    private long builds() throws IOException {
        return Files.readAllLines(scratch.resolve("builds")).size();
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
