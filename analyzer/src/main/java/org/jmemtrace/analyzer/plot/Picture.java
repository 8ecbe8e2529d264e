// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts, one below the other, over the same time: RSS, what it is made of if that is known, CPU, page faults. Labels are
 * lines through all of them.
 */
public final class Picture {
    private static final int WIDTH = 1100;
    private static final int MEMORY_HEIGHT = 460;
    private static final int LOW_HEIGHT = 200;
    /** Of a small font, of the part of a chart in which is drawn. */
    private static final double LETTER_SHARE = 6.2 / 1030;

    private static final int MOST_LABELS_WITH_TEXT = 12;
    private static final int MOST_LETTERS = 28;
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    /** Neighbours differ for the colour-blind too: Paul Tol's "muted", and grey for what is left. */
    private static final List<Color> LAYER_COLORS = List.of(
            new Color(0x332288),
            new Color(0x88CCEE),
            new Color(0x44AA99),
            new Color(0x117733),
            new Color(0x999933),
            new Color(0xDDCC77),
            new Color(0xCC6677),
            new Color(0x882255),
            new Color(0xAA4499));

    private static final Color LEFT_OVER = new Color(0xBBBBBB);

    private final Curves curves;
    private final int height;

    public Picture(Curves curves) {
        this.curves = curves;
        height = MEMORY_HEIGHT + 2 * LOW_HEIGHT + (curves.layers().isEmpty() ? 0 : MEMORY_HEIGHT);
    }

    /** Whether letters can be drawn here: a Java runtime may lack the module, the system its fonts. */
    public static boolean isPossible() {
        System.setProperty("java.awt.headless", "true");
        try {
            BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("x");
            pen.dispose();
            return true;
        } catch (LinkageError | InternalError | RuntimeException noFonts) {
            return false;
        }
    }

    /** Leaves the stream open. */
    public void writePng(OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        draw(pen);
        pen.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java runtime cannot write PNG");
        }
    }

    /** Leaves the stream open. */
    public void writeSvg(OutputStream out) throws IOException {
        SVGGraphics2D pen;
        try {
            pen = new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible); // nothing was asked of the parser
        }
        pen.setSVGCanvasSize(new java.awt.Dimension(WIDTH, height));
        draw(pen);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        pen.stream(writer, /* useCss= */ false);
        writer.flush();
    }

    private void draw(Graphics2D pen) {
        boolean gigabytes = curves.processes().stream().anyMatch(curve -> curve.peakBytes() >= 4 * GIB);
        double unit = gigabytes ? GIB : MIB;
        String title = "RSS, " + (gigabytes ? "GiB" : "MiB");
        chart(title, MEMORY_HEIGHT, point -> point.rssBytes() / unit, true).paint(pen, WIDTH, MEMORY_HEIGHT);
        pen.translate(0, MEMORY_HEIGHT);
        if (!curves.layers().isEmpty()) {
            layers("parts of " + title, unit).paint(pen, WIDTH, MEMORY_HEIGHT);
            pen.translate(0, MEMORY_HEIGHT);
        }
        chart("CPU, % of a core", LOW_HEIGHT, Curve.Point::cpuPercent, false).paint(pen, WIDTH, LOW_HEIGHT);
        pen.translate(0, LOW_HEIGHT);
        chart("1000 faults / s", LOW_HEIGHT, point -> point.faultsPerSecond() / 1000, false)
                .paint(pen, WIDTH, LOW_HEIGHT);
    }

    /** Each part is filled down to the axis: the topmost first, so that those below lie over it. */
    private XYChart layers(String yTitle, double unit) {
        XYChart chart = empty(yTitle, MEMORY_HEIGHT, "");
        chart.getStyler().setLegendVisible(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW); // beside each other they have no room
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        chart.getStyler().setLegendBackgroundColor(new Color(255, 255, 255, 200));
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        Layers layers = curves.layers();
        double highest = 0;
        for (int i = layers.parts().size() - 1; i >= 0; i--) {
            Layers.Layer part = layers.parts().get(i);
            double[] tops =
                    Arrays.stream(part.topBytes()).mapToDouble(b -> b / unit).toArray();
            XYSeries series = chart.addSeries(part.name(), layers.seconds(), tops);
            Color color = i == layers.parts().size() - 1 ? LEFT_OVER : LAYER_COLORS.get(i % LAYER_COLORS.size());
            series.setMarker(SeriesMarkers.NONE).setLineColor(color).setFillColor(color);
            highest = Math.max(highest, Arrays.stream(tops).max().orElse(0));
        }
        double top = Math.max(1, highest * 1.08);
        chart.getStyler().setYAxisMax(top);
        addLabels(chart, /* withText= */ false, top);
        return chart;
    }

    private XYChart chart(String yTitle, int height, ToDoubleFunction<Curve.Point> figure, boolean first) {
        XYChart chart = empty(yTitle, height, first ? title() : "");
        chart.getStyler().setLegendVisible(first);
        double highest = 0;
        for (Curve curve : curves.processes()) {
            List<Curve.Point> points = curve.points();
            double[] x = points.stream().mapToDouble(Curve.Point::seconds).toArray();
            double[] y = points.stream().mapToDouble(figure).toArray();
            chart.addSeries(curve.name(), x, y).setMarker(SeriesMarkers.NONE);
            for (double value : y) {
                highest = Double.isNaN(value) ? highest : Math.max(highest, value);
            }
        }
        double top = highest > 0 ? highest * 1.08 : 1;
        chart.getStyler().setYAxisMax(top);
        addLabels(chart, first, top);
        return chart;
    }

    /** Without any series. */
    private XYChart empty(String yTitle, int height, String title) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .yAxisTitle(yTitle)
                .xAxisTitle(height == LOW_HEIGHT ? "seconds" : "")
                .build();
        Styler styler = chart.getStyler();
        styler.setChartTitleVisible(!title.isEmpty());
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(Math.max(0.001, curves.seconds()));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisDecimalPattern("#0.##");
        chart.getStyler().setYAxisDecimalPattern("#0.##");
        return chart;
    }

    private String title() {
        return curves.title() + (curves.others() > 0 ? "   (and " + curves.others() + " smaller processes)" : "");
    }

    private void addLabels(XYChart chart, boolean withText, double top) {
        chart.getStyler().setAnnotationLineColor(Color.GRAY);
        chart.getStyler().setAnnotationTextFontColor(Color.DARK_GRAY);
        chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        boolean texts = withText && curves.labels().size() <= MOST_LABELS_WITH_TEXT;
        int row = 0;
        for (Curves.Label label : curves.labels()) {
            chart.addAnnotation(new AnnotationLine(label.seconds(), /* isVertical= */ true, /* inScreen= */ false));
            if (texts) {
                double y = top * (0.97 - 0.05 * (row++ % 3)); // so that near ones do not lie on each other
                String text = cut(label.text());
                double middle = label.seconds() + (text.length() / 2.0 + 1) * LETTER_SHARE * curves.seconds();
                chart.addAnnotation(new AnnotationText(text, middle, y, /* inScreen= */ false));
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 3) + "...";
    }
}
