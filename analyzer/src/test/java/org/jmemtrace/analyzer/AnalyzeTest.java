// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command from its arguments to its exit code. */
class AnalyzeTest {
    @TempDir
    private Path directory;

    private Path leak() throws Exception {
        return Run.recordLeak(directory.resolve("leak.jfr"));
    }

    private static void assertThreeLines(Run run, int code, String first) {
        assertThat(run.err()).startsWith("analyze: " + first).endsWith("\n").doesNotContain("\tat ");
        assertThat(run.err().lines()).hasSize(3);
        assertThat(run.code()).isEqualTo(code);
    }

    private Run analyzeBytes(String name, byte[] bytes) throws Exception {
        return Run.analyze(Files.write(directory.resolve(name), bytes));
    }

    @Test
    void analyze_leak_namesTheMethodAndTheVerdict() throws Exception {
        Run run = Run.analyze(leak());
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("RSS IS GROWING   50.0 -> 114 MiB   +64.0 MiB")
                .contains("= 64.0 MiB   100%  64.0 MiB     64  com.acme.Leak.grow:16")
                .contains("change of RSS")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void analyze_missingFile_exit3WithANameThatIsThere() throws Exception {
        leak();
        Run run = Run.analyze(directory.resolve("laek.jfr"));
        assertThreeLines(run, 3, directory.resolve("laek.jfr") + ": no such file");
        assertThat(run.err()).contains("Did you mean: analyze " + directory.resolve("leak.jfr"));
    }

    @Test
    void analyze_emptyFile_exit3() throws Exception {
        assertThreeLines(analyzeBytes("k.jfr", new byte[0]), 3, directory.resolve("k.jfr") + " is empty (0 bytes)");
    }

    @Test
    void analyze_emptyFileBesideARepository_namesIt() throws Exception {
        Path repository = Files.createDirectory(directory.resolve("2026_11_22_21_26_55_370"));
        Files.write(repository.resolve("2026_11_22_21_26_55.jfr"), new byte[100]);
        Run run = analyzeBytes("k.jfr", new byte[0]);
        assertThat(run.err()).endsWith("  Run: analyze " + repository + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello, this is text | is a text file",
                "JAVA PROFILE 1.0.2 | is a heap dump",
                "'PK\u0003\u0004' | is a zip archive",
                "'\u0001\u0002\u0003' | is of a kind not known here"
            })
    void analyze_otherKindOfFile_exit3AndSaysWhichKind(String content, String kind) throws Exception {
        Run run = analyzeBytes("other.bin", content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThreeLines(run, 3, directory.resolve("other.bin") + " " + kind);
    }

    @Test
    void analyze_gzip_exit3AndSaysHowToUnpack() throws Exception {
        Run run = analyzeBytes("rec.jfr.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertThreeLines(run, 3, directory.resolve("rec.jfr.gz") + " is compressed with gzip");
        assertThat(run.err()).contains("gunzip");
    }

    @Test
    void analyze_zeros_exit3() throws Exception {
        assertThreeLines(
                analyzeBytes("z.jfr", new byte[5000]), 3, directory.resolve("z.jfr") + " is nothing but zeros");
    }

    @Test
    void analyze_truncatedSingleChunk_exit3AndSaysWhere() throws Exception {
        byte[] bytes = Files.readAllBytes(leak());
        Run run = analyzeBytes("cut.jfr", Arrays.copyOf(bytes, bytes.length / 2));
        assertThreeLines(
                run,
                3,
                directory.resolve("cut.jfr") + " is truncated at " + bytes.length / 2 + " of " + bytes.length
                        + " bytes");
    }

    @Test
    void analyze_truncatedLastChunk_reportsWithAWarning() throws Exception {
        byte[] bytes = Files.readAllBytes(leak());
        byte[] later = bytes.clone();
        long begin = ByteBuffer.wrap(bytes).getLong(32);
        for (int i = 0; i < bytes.length - 40; i++) { // a chunk can hold copies of its header
            if (ByteBuffer.wrap(bytes).getLong(i + 32) == begin) {
                ByteBuffer.wrap(later).putLong(i + 32, begin + 1); // 1 ns later
            }
        }
        byte[] two = Arrays.copyOf(bytes, 2 * bytes.length - 100);
        System.arraycopy(later, 0, two, bytes.length, bytes.length - 100);
        Run run = analyzeBytes("cut.jfr", two);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("com.acme.Leak.grow").contains("- chunk 2 of 2 of cut.jfr is unreadable");
    }

    @Test
    void analyze_emptyDirectory_exit3() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThreeLines(Run.analyze(empty), 3, empty + " is a directory without recordings");
    }

    @Test
    void analyze_device_exit3() {
        assertThreeLines(Run.analyze("/dev/null"), 3, "/dev/null is not a regular file");
    }

    @Test
    void analyze_recordingWithoutOurEvents_exit4WithHaveAndMiss() throws Exception {
        Path file = recordWithoutAgent();
        Run run = Run.analyze(file);
        assertThreeLines(run, 4, "cannot attribute memory from " + file);
        assertThat(run.out()).contains("  have  ").contains("  miss  calls of woven methods");
        assertThat(run.err()).contains("-javaagent:jmemtrace-agent.jar");
    }

    @Test
    void analyze_jsonWithoutOurEvents_exit4WithTheEventsCounted() throws Exception {
        Run run = Run.analyze("--json", recordWithoutAgent());
        assertThat(run.code()).isEqualTo(4);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.at("/verdict/word").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(json.at("/recording/eventCounts/jdk.CPUInformation").asLong())
                .isEqualTo(1);
    }

    private Path recordWithoutAgent() throws Exception {
        Path file = directory.resolve("plain.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.CPUInformation");
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    @Test
    void analyze_noArguments_exit2() {
        assertThreeLines(Run.analyze(), 2, "missing required parameter: 'FILE'");
    }

    @Test
    void analyze_unknownOption_exit2WithTheNearest() throws Exception {
        Run run = Run.analyze("--jsno", leak());
        assertThreeLines(run, 2, "unknown option: '--jsno'");
        assertThat(run.err()).contains("Did you mean: --json");
    }

    @ParameterizedTest
    @CsvSource({"--sort,size", "--top,many", "--top,-1", "--unit,miles", "--color,red", "--width,wide"})
    void analyze_optionOfWrongValue_exit2(String option, String value) throws Exception {
        Run run = Run.analyze(option, value, leak());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(3);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void analyze_help_fitsOnAScreenWithExamplesAndExitCodes() {
        Run run = Run.analyze("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 80);
        assertThat(run.out()).contains("analyze rec.jfr").contains("Exit: 0 ok");
    }

    @Test
    void analyze_version_saysTheToolsName() {
        Run run = Run.analyze("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("jmemtrace analyze ").endsWith("\n");
    }

    @Test
    void analyze_outputFile_isWrittenOnceAndReplacedByForceOnly() throws Exception {
        Path report = directory.resolve("report.txt");
        assertThat(Run.analyze("-o", report, leak()).out()).isEmpty();
        assertThat(report).content().contains("RSS IS GROWING");
        assertThreeLines(Run.analyze("-o", report, leak()), 2, report + " exists, not overwritten (use -f)");
        Files.writeString(report, "old");
        assertThat(Run.analyze("-f", "-o", report, leak()).code()).isZero();
        assertThat(report).content().contains("RSS IS GROWING");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.txt", "leak.jfr");
        }
    }

    @Test
    void analyze_outputWhereNothingCanBe_exit2() throws Exception {
        Run run = Run.analyze("-o", directory.resolve("no/such/report.txt"), leak());
        assertThreeLines(run, 2, directory.resolve("no/such/report.txt") + " cannot be written");
    }

    @Test
    void analyze_fullDisk_exit2() throws Exception {
        Path leak = leak();
        StringWriter err = new StringWriter();
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(Analyze.run(full, new PrintWriter(err), leak.toString())).isEqualTo(2);
        }
        assertThat(err.toString())
                .startsWith("analyze: the standard output cannot be written")
                .hasLineCount(3);
    }

    @Test
    void analyze_badInputWithOutputFile_leavesNoFile() throws Exception {
        Path report = directory.resolve("report.txt");
        Run.analyze("-o", report, Files.writeString(directory.resolve("x.jfr"), "text"));
        assertThat(report).doesNotExist();
    }

    @Test
    void analyze_colorAlways_onlyAddsEscapes() throws Exception {
        Path file = leak();
        String colored = Run.analyze("--color", "always", file).out();
        assertThat(colored).contains("\u001b[1;31mRSS IS GROWING\u001b[0m");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(Run.analyze(file).out());
    }

    @Test
    void analyze_sortByCalls_showsOneTable() throws Exception {
        Run run = Run.analyze("--sort", "calls", "--top", "1", leak());
        assertThat(run.out()).contains("METHODS BY CALLS").contains("(by calls, top 1 of 2)");
        assertThat(run.out()).doesNotContain("RESIDENT GROWTH BY METHOD").contains("com.acme.Leak.grow");
    }

    @Test
    void analyze_excludedMethod_isOnlyInTheRest() throws Exception {
        Run run = Run.analyze("-X", "com.acme.Leak", "--sort", "allocated", leak());
        assertThat(run.out()).contains("(1 other method)").doesNotContain("MiB     64  com.acme.Leak");
    }

    @Test
    void analyze_unitBytes_showsAllDigits() throws Exception {
        assertThat(Run.analyze("--unit", "bytes", leak()).out()).contains("67,108,864");
    }

    @Test
    void analyze_quiet_hasNoHints() throws Exception {
        Path file = leak();
        Run run = Run.analyze("-q", file);
        assertThat(run.out()).contains("com.acme.Leak.grow").doesNotContain("analyze --");
        assertThat(run.out().lines().count())
                .isLessThan(Run.analyze(file).out().lines().count());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void analyze_verbose_listsTheEvents() throws Exception {
        assertThat(Run.analyze("-v", leak()).out()).contains("EVENTS READ").contains("jmemtrace.CallNode");
    }

    @Test
    void analyze_fileNameWithControls_isEscapedEverywhere() throws Exception {
        Path evil = directory.resolve("a\u001b[31m\u202e b.jfr");
        assertThat(Run.analyze(evil).err())
                .contains("\\u001b")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        Run.recordLeak(evil);
        assertThat(Run.analyze(evil).out())
                .contains("\\u202e")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void analyze_stackTraceAskedFor_isShown() {
        assertThat(Run.analyze("--stacktrace", directory.resolve("no.jfr")).err())
                .contains("\tat ");
    }
}
