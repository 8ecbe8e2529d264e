// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jmemtrace.analyzer.plot.Picture;
import org.jmemtrace.api.MarkEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlotTest {
    private static final String LABEL = "it's <b>&\u0007 \u202e`ls`";

    @TempDir
    private Path directory;

    private Path recording = Path.of("");

    @BeforeEach
    void record() throws Exception {
        long mib = 1 << 20;
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().process(50 * mib, 1000);
            MarkEvent mark = new MarkEvent();
            mark.text = LABEL;
            fixture.event(mark);
            for (int i = 1; i < 20; i++) {
                fixture.process((50 + 5 * i) * mib, 1000 + 100 * i);
            }
            recording = fixture.writeTo(directory.resolve("rec.jfr"));
        }
    }

    @Test
    void plot_recording_writesBothPictures() throws Exception {
        assumeThat(Picture.isPossible()).as("fonts").isTrue();
        Run run = Run.analyze("plot", recording, "-o", directory.resolve("out"));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).containsExactly(directory + "/out.svg", directory + "/out.png");
        assertThat(names()).containsExactly("out.png", "out.svg", "rec.jfr");
        BufferedImage png = ImageIO.read(directory.resolve("out.png").toFile());
        assertThat(colorsOf(png)).as("lines, axes and letters").isGreaterThan(10);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(withoutDoctype(directory.resolve("out.svg")).toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("path").getLength()
                        + svg.getElementsByTagName("polyline").getLength())
                .isGreaterThan(3);
    }

    @Test
    void plot_nameWithEnding_writesThatOneAlone() throws Exception {
        assumeThat(Picture.isPossible()).as("fonts").isTrue();

        assertThat(Run.analyze("plot", recording, "-o", directory.resolve("a.svg"))
                        .code())
                .isZero();
        assertThat(names()).containsExactly("a.svg", "rec.jfr");
    }

    @Test
    void plot_fileExists_keepsItUnlessForced() throws Exception {
        assumeThat(Picture.isPossible()).as("fonts").isTrue();
        Path kept = Files.writeString(directory.resolve("out.png"), "mine");
        Run refused = Run.analyze("plot", recording, "-o", directory.resolve("out"));

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("out.png exists, not overwritten");
        assertThat(kept).hasContent("mine");
        assertThat(names()).containsExactly("out.png", "rec.jfr");
        assertThat(Run.analyze("plot", "-f", recording, "-o", directory.resolve("out"))
                        .code())
                .isZero();
        assertThat(Files.size(kept)).isGreaterThan(1000);
    }

    @Test
    void plot_gnuplot_writesFiguresAndCommandsWithLabelsAsTheyStand() throws Exception {
        assumeThat(Picture.isPossible()).as("fonts").isTrue();
        Path plots = directory.resolve("plots");
        Run run = Run.analyze("plot", recording, "-o", directory.resolve("out"), "--gnuplot", plots);

        assertThat(run.code()).as(run.err()).isZero();
        List<String> figures = Files.readAllLines(plots.resolve("out.dat"));
        assertThat(figures)
                .filteredOn(line -> line.matches("[0-9].*"))
                .hasSize(20)
                .allMatch(line -> line.split(" ").length == 5);
        assertThat(figures.get(1)).isEqualTo("# java (" + RecordingFixture.PID + ")");
        assertThat(Files.readString(plots.resolve("out.plt")))
                .contains("data = 'out.dat'")
                .contains("set label 'it''s <b>&\\u0007 \\u202e`ls`' at ")
                .contains("title 'java (" + RecordingFixture.PID + ")'");
    }

    /** Each part lies on those before it, so that the topmost is RSS; small ones are one. */
    @Test
    void plot_gnuplotOfLedgers_pilesUpTheParts() throws Exception {
        assumeThat(Picture.isPossible()).as("fonts").isTrue();
        long mib = 1 << 20;
        Path file;
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().process(100 * mib, 10).process(200 * mib, 20);
            for (int i = 1; i <= 3; i++) {
                fixture.ledger(i, "Java heap, in use", 10 * i * mib)
                        .ledger(i, "code cache", 7)
                        .ledger(i, "malloc, in use", 20 * i * mib)
                        .ledger(i, "unexplained", 5);
            }
            file = fixture.writeTo(directory.resolve("ledger.jfr"));
        }
        Path plots = directory.resolve("plots");
        Run run = Run.analyze("plot", file, "-o", directory.resolve("out"), "--gnuplot", plots);

        assertThat(run.code()).as(run.err()).isZero();
        List<String> figures = Files.readAllLines(plots.resolve("out.dat"));
        int header = figures.indexOf("# seconds, Java heap, in use, malloc, in use, all other");
        assertThat(header).isPositive();
        for (int i = 1; i <= 3; i++) {
            assertThat(figures.get(header + i).replaceFirst("\\S+ ", ""))
                    .isEqualTo(10 * i * mib + " " + 30 * i * mib + " " + (30 * i * mib + 12));
        }
        assertThat(Files.readString(plots.resolve("out.plt")))
                .contains("index 1 using 1:($4/1048576.0) with filledcurves y1=0 title 'all other'")
                .contains("index 1 using 1:($2/1048576.0) with filledcurves y1=0 title 'Java heap, in use'");
        assertThat(ImageIO.read(directory.resolve("out.png").toFile()).getHeight())
                .isEqualTo(1320);
    }

    @Test
    void plot_nothingSampled_isInconclusive() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().writeTo(directory.resolve("none.jfr"));
        }
        Run run = Run.analyze("plot", directory.resolve("none.jfr"), "-o", directory.resolve("out"));

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.err()).contains("nothing to draw");
        assertThat(names()).containsExactly("none.jfr", "rec.jfr");
    }

    @Test
    void plot_fileMissing_isUnreadable() {
        assertThat(Run.analyze("plot", directory.resolve("missing.jfr"), "-o", directory.resolve("out"))
                        .code())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The parser would fetch what it names. */
    private Path withoutDoctype(Path svg) throws IOException {
        String text = Files.readString(svg).replaceFirst("(?s)<!DOCTYPE.*?>", "");
        return Files.writeString(directory.resolve("plain.xml"), text);
    }

    private static long colorsOf(BufferedImage image) {
        return java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }
}
