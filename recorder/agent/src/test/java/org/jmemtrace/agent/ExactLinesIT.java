// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that allocate known numbers of bytes, in a fresh JVM: what is recorded of each is that, to the byte. */
final class ExactLinesIT {
    private static final String CLASS = "com.acme.KnownLines";
    private static final Path SOURCE = Path.of("src/test/resources", CLASS.replace('.', '/') + ".java");

    /** What stands behind a line of the source: name, hits, own bytes, and bytes with callees where these are more. */
    private static final Pattern KNOWN = Pattern.compile(".*// (\\w+) (\\d+) (\\d+)(?: (\\d+))?");

    private record Known(String name, int line, long hits, long self, long total) {}

    @TempDir
    private Path directory;

    private RecordedCalls record(Path javaHome, String settings) throws Exception {
        Path classes = ChildJvm.compile(Files.createDirectory(directory.resolve("classes")), Files.readString(SOURCE));
        return RecordedRun.of(
                        javaHome,
                        directory,
                        "lines.jfc",
                        "include=com.acme.**" + settings,
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        List.of("-cp", classes.toString(), CLASS))
                .calls();
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void lines_thatAllocateKnownBytes_areExact(Path javaHome) throws Exception {
        RecordedCalls calls = record(javaHome, "");

        List<Known> known = known();
        assertThat(known).hasSizeGreaterThan(40);
        List<Known> recorded = known.stream()
                .map(each -> {
                    RecordedCalls.Method sum = onLine(calls, each.line());
                    return new Known(each.name(), each.line(), sum.calls, sum.allocatedSelf, sum.allocatedTotal);
                })
                .toList();
        assertThat(recorded).containsExactlyElementsOf(known);
        assertSumsClose(calls);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void bytecodes_onOneLine_areToldApart(Path javaHome) throws Exception {
        RecordedCalls calls = record(javaHome, ",granularity=bytecode");

        int both = lineNamed("both");
        assertThat(figures(calls.line(CLASS + ".oneLine:" + both + " new byte[]")))
                .containsExactly(100L, 101_600L, 101_600L);
        assertThat(figures(calls.line(CLASS + ".oneLine:" + both + " new int[]")))
                .containsExactly(100L, 201_600L, 201_600L);
        assertThat(calls.bytecodes(CLASS + ".oneType:" + lineNamed("alike")).values().stream()
                        .map(each -> List.of(each.calls, each.allocatedSelf))
                        .filter(each -> each.get(1) > 0))
                .containsExactly(List.of(100L, 101_600L), List.of(100L, 201_600L));
        for (Known each : known()) {
            assertThat(onLine(calls, each.line()).allocatedSelf).as(each.name()).isEqualTo(each.self());
        }
        assertSumsClose(calls);
    }

    private static int lineNamed(String name) throws IOException {
        return known().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .line();
    }

    private static List<Long> figures(RecordedCalls.Method line) {
        return List.of(line.calls, line.allocatedSelf, line.allocatedTotal);
    }

    /** Over the methods that have code on it: no line of the program that is looked at has two of one class. */
    private static RecordedCalls.Method onLine(RecordedCalls calls, int line) {
        RecordedCalls.Method sum = new RecordedCalls.Method();
        Pattern name = Pattern.compile(Pattern.quote(CLASS) + "[\\w.$<>]*:" + line + "( .*)?");
        calls.lines().forEach((key, figures) -> {
            if (name.matcher(key).matches()) {
                sum.calls += figures.calls;
                sum.allocatedSelf += figures.allocatedSelf;
                sum.allocatedTotal += figures.allocatedTotal;
            }
        });
        return sum;
    }

    /** Nothing is between the lines: but for what comes before a method's first, they have all that it has. */
    private static void assertSumsClose(RecordedCalls calls) {
        for (Map.Entry<String, RecordedCalls.Method> method : calls.methods().entrySet()) {
            if (method.getKey().startsWith(CLASS)) {
                long lines = calls.lines().entrySet().stream()
                        .filter(line -> line.getKey().startsWith(method.getKey() + ":"))
                        .mapToLong(line -> line.getValue().allocatedSelf)
                        .sum();
                assertThat(lines).as(method.getKey()).isEqualTo(method.getValue().allocatedSelf);
            }
        }
    }

    private static List<Known> known() throws IOException {
        List<Known> known = new ArrayList<>();
        List<String> source = Files.readAllLines(SOURCE);
        for (int i = 0; i < source.size(); i++) {
            Matcher line = KNOWN.matcher(source.get(i));
            if (line.matches()) {
                long self = Long.parseLong(line.group(3));
                long total = line.group(4) == null ? self : Long.parseLong(line.group(4));
                known.add(new Known(line.group(1), i + 1, Long.parseLong(line.group(2)), self, total));
            }
        }
        return known;
    }
}
