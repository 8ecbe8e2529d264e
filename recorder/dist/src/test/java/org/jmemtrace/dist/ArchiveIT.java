// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archive as a user unpacks it: what is in it, and that its commands run from where it lies. */
class ArchiveIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("jmemtrace.home") + ".tar.gz");

    @TempDir
    private static Path scratch;

    private static Path installed;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        Path directory = Files.createDirectory(scratch.resolve("with a blank"));
        Shell tar = Shell.run(
                directory, Map.of(), "tar", "xzf", ARCHIVE.toRealPath().toString());
        assertThat(tar).isEqualTo(new Shell(0, "", ""));
        installed = directory.resolve("jmemtrace");
    }

    static List<Path> jdks() throws IOException {
        return Jdks.all();
    }

    @Test
    void archive_unpacked_hasItsFourDirectories() throws IOException {
        assertThat(names(installed))
                .contains("bin", "lib", "jfc", "dtrace", "LICENSE", "NOTICE")
                .allMatch(name -> name.matches("bin|lib|jfc|dtrace|LICENSE|NOTICE|README\\.md"));
        assertThat(installed.resolve("bin/record")).isExecutable();
        assertThat(installed.resolve("bin/analyze")).isExecutable();
        assertThat(installed.resolve("lib/jmemtrace-agent.jar")).isRegularFile();
        assertThat(installed.resolve("lib/jmemtrace-api.jar")).isRegularFile();
        assertThat(installed.resolve("lib/jmemtrace-junit.jar")).isRegularFile();
        assertThat(names(installed.resolve("lib/record"))).anyMatch(name -> name.startsWith("jmemtrace-cli-"));
        assertThat(names(installed.resolve("lib/analyze"))).anyMatch(name -> name.startsWith("jmemtrace-analyzer-"));
        assertThat(names(installed.resolve("jfc"))).contains("calls.jfc");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void commands_onEachJdk_startWithoutWarnings(Path jdk) throws IOException, InterruptedException {
        for (String command : List.of("record", "analyze")) {
            Shell version = Shell.run(scratch, javaHome(jdk), installed + "/bin/" + command, "--version");

            assertThat(version.err()).isEmpty();
            assertThat(version.out()).containsPattern("\\d+\\.\\d+\\.\\d+");
            assertThat(version.exitCode()).isZero();
        }
    }

    @Test
    void command_calledBySymbolicLinks_findsItsLibraries() throws IOException, InterruptedException {
        Path links = Files.createDirectory(scratch.resolve("links"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("../with a blank/jmemtrace/bin/record"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("second"));

        Shell version = Shell.run(scratch, Map.of("CDPATH", "/tmp"), "links/first", "--version");

        assertThat(version.err()).isEmpty();
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void analyze_ofMissingFile_passesArgumentAndExitCode() throws IOException, InterruptedException {
        Shell missing = Shell.run(scratch, Map.of(), installed + "/bin/analyze", "no such  file.jfr");

        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err()).startsWith("analyze: no such  file.jfr: ").hasLineCount(3);
    }

    @Test
    void analyze_withoutLocale_readsAndWritesUtf8() throws IOException, InterruptedException {
        Map<String, String> bare = Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "");
        Shell missing = Shell.run(scratch, bare, "/bin/sh", "-c", "\"$1\"/bin/analyze g*n.jfr", "sh", installed + "");
        Files.createFile(scratch.resolve("gr\u00fcn.jfr"));

        Shell found = Shell.run(scratch, bare, "/bin/sh", "-c", "\"$1\"/bin/analyze g*n.jfr", "sh", installed + "");

        assertThat(missing.err()).startsWith("analyze: g*n.jfr: no such file");
        assertThat(found.err()).startsWith("analyze: gr\u00fcn.jfr is empty");
    }

    @Test
    void javaOpts_ofSeveralWords_reachTheJvm() throws IOException, InterruptedException {
        Shell version = Shell.run(
                scratch, Map.of("JAVA_OPTS", "-Xmx64m  -showversion"), installed + "/bin/record", "--version");

        assertThat(version.err()).contains("Runtime Environment");
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void javaHome_withoutJava_isToldInThreeLines() throws IOException, InterruptedException {
        Shell none = Shell.run(scratch, javaHome(scratch), installed + "/bin/record", "--version");

        assertThat(none.exitCode()).isEqualTo(69);
        assertThat(none.err()).startsWith("record: no java in JAVA_HOME\n").hasLineCount(3);
    }

    @Test
    void javaHome_ofOldJdk_isToldInThreeLines() throws IOException, InterruptedException {
        Path old = Files.createDirectories(scratch.resolve("jdk11"));
        Files.createDirectory(old.resolve("bin"));
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.30\"\n");

        Shell refused = Shell.run(scratch, javaHome(old), installed + "/bin/analyze", "--version");

        assertThat(refused.exitCode()).isEqualTo(69);
        assertThat(refused.err())
                .startsWith("analyze: Java 11.0.30 is too old\n")
                .hasLineCount(3);
    }

    private static Map<String, String> javaHome(Path home) {
        return Map.of("JAVA_HOME", home.toString());
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
