// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** A recording of a real process, with secrets in all the places that the JVM records. */
class ScrubTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CANARY = "CANARY";

    @TempDir
    private static Path shared;

    private static Path secret = Path.of("");

    @TempDir
    private Path directory;

    @BeforeAll
    static void record() throws Exception {
        secret = shared.resolve("secret.jfr");
        String events = ",jdk.JavaErrorThrow#enabled=true,jdk.ProcessStart#enabled=true"
                + ",jdk.SystemProcess#enabled=true,jdk.SystemProcess#period=endChunk"
                + ",jdk.FileRead#threshold=0ns,jdk.FileWrite#threshold=0ns,jdk.SocketRead#threshold=0ns";
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dkey=CANARY-property",
                "-XX:OnError=CANARY-flag",
                "-XX:StartFlightRecording=settings=profile,filename=" + secret + events,
                "-cp",
                System.getProperty("java.class.path"),
                SecretiveProcess.class.getName(),
                shared.resolve("CANARY-file").toString(),
                "CANARY-argument");
        builder.environment().put("DB_PASSWORD", "CANARY-environment");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path copyOf(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".jfr", "-scrubbed.jfr"));
    }

    private static long countOf(String canary, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.toString().contains(canary))
                .count();
    }

    @Test
    void scrub_secretsOfAllKinds_areGoneAndAllElseIsThere() throws Exception {
        Path file = Files.copy(secret, directory.resolve("rec.jfr"));
        Run run = Run.analyze("scrub", file, "--also", "com.acme.*.user");

        assertThat(run.code()).as(run.err()).isZero();
        List<RecordedEvent> before = RecordingFile.readAllEvents(file);
        List<RecordedEvent> after = RecordingFile.readAllEvents(copyOf(file));
        for (String kind :
                List.of("property", "flag", "argument", "environment", "message", "user", "child", "\u4e2d")) {
            assertThat(countOf(CANARY + "-" + kind, before)).as(kind).isPositive();
        }
        assertThat(countOf(CANARY, after)).isZero();
        assertThat(Files.size(copyOf(file))).isEqualTo(Files.size(file));
        assertThat(Files.readString(copyOf(file), StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).getEventType().getName())
                    .isEqualTo(before.get(i).getEventType().getName());
            assertThat(after.get(i).getStartTime()).isEqualTo(before.get(i).getStartTime());
        }
        assertThat(countOf("left as it is", after)).isEqualTo(10);
        assertThat(JfrLoaderToolkit.loadEvents(copyOf(file).toFile()).stream()
                        .mapToLong(events -> events.getItemCount())
                        .sum())
                .isEqualTo(JfrLoaderToolkit.loadEvents(file.toFile()).stream()
                        .mapToLong(events -> events.getItemCount())
                        .sum());
    }

    /** A letter of three bytes becomes a star of three. */
    @Test
    void scrub_wideLetters_becomeAsManyStars() throws Exception {
        Path file = Files.copy(secret, directory.resolve("rec.jfr"));
        assertThat(Run.analyze("scrub", file).code()).isZero();

        List<String> messages = RecordingFile.readAllEvents(copyOf(file)).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.JavaErrorThrow"))
                .map(event -> event.getString("message"))
                .filter(message -> message != null && !message.isEmpty())
                .toList();
        assertThat(messages)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(Pattern.compile("\\*+").asMatchPredicate());
    }

    /** Of a module the events have a constant, which has the number of another with the text. */
    @Test
    void scrub_constantsOfSecretFields_areGone() throws Exception {
        Path copy = directory.resolve("out.jfr");
        assertThat(Run.analyze("scrub", secret, copy).code()).isZero();

        assertThat(Files.readString(secret, StandardCharsets.ISO_8859_1)).contains("jrt:/java.base");
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1))
                .doesNotContain("jrt:/java.base")
                .contains("java.base");
    }

    @Test
    void scrub_report_isTheSame() throws Exception {
        Path file = Files.createDirectory(directory.resolve("first")).resolve("rec.jfr");
        Path copy = Files.createDirectory(directory.resolve("other")).resolve("rec.jfr");
        Files.copy(secret, file);
        assertThat(Run.analyze("scrub", file, copy).code()).isZero();

        String report = Run.analyze(file).out();
        assertThat(report).contains("ALLOCATED ON THE JAVA HEAP");
        assertThat(Run.analyze(copy).out()).isEqualTo(report.replace(file.toString(), copy.toString()));
    }

    @Test
    void scrub_saysWhatItDid() throws Exception {
        Run run = Run.analyze("scrub", secret, directory.resolve("out.jfr"));

        assertThat(run.out())
                .startsWith(directory.resolve("out.jfr").toString())
                .containsPattern("\\d+  jdk.InitialEnvironmentVariable.value")
                .contains("1  jdk.JVMInformation.javaArguments")
                .containsPattern("\\d+  texts in all");
    }

    @Test
    void scrub_copyThatExists_isKept() throws Exception {
        Path copy = Files.writeString(directory.resolve("out.jfr"), "mine");

        assertThat(Run.analyze("scrub", secret, copy).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(copy)).isEqualTo("mine");
        assertThat(Run.analyze("scrub", "-f", secret, copy).code()).isZero();
    }

    /** What cannot be read may hold secrets. */
    @Test
    void scrub_brokenChunk_isLeftOut() throws Exception {
        byte[] whole = Files.readAllBytes(Run.recordLeak(directory.resolve("leak.jfr")));
        byte[] two = Arrays.copyOf(whole, whole.length + (int) Files.size(secret) - 100);
        System.arraycopy(Files.readAllBytes(secret), 0, two, whole.length, two.length - whole.length);
        Path file = Files.write(directory.resolve("two.jfr"), two);
        Run run = Run.analyze("scrub", file);

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.err()).contains("left out").contains("chunk 2 (truncated at");
        assertThat(Files.readAllBytes(copyOf(file))).hasSameSizeAs(whole);
        assertThat(run.out()).doesNotContain("InitialEnvironmentVariable"); // which were in the chunk left out
    }

    @Test
    void scrub_nothingReadable_leavesNoFile() throws Exception {
        byte[] bytes = Files.readAllBytes(secret);
        Path file = Files.write(directory.resolve("cut.jfr"), Arrays.copyOf(bytes, bytes.length - 100));
        Run run = Run.analyze("scrub", file);

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err().lines()).hasSize(3);
        assertThat(copyOf(file)).doesNotExist();
    }

    @Test
    void scrub_bytesChanged_answers() throws Exception {
        byte[] whole = Files.readAllBytes(secret);
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] bytes = whole.clone();
            for (int changes = 1 + random.nextInt(20); changes > 0; changes--) {
                bytes[68 + random.nextInt(bytes.length - 68)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("broken.jfr"), bytes);
            Run run =
                    Assertions.assertTimeoutPreemptively(LIMIT, () -> Run.analyze("scrub", "-f", file), "seed " + seed);
            assertThat(run.code()).as("seed %d: %s", seed, run.err()).isIn(0, 3, 4);
            assertThat(run.err()).as("seed " + seed).doesNotContain("Exception").hasSizeLessThan(2_000);
        }
    }
}
