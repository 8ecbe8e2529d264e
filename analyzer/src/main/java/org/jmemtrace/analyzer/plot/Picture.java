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
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Three charts, one below the other, over the same time: RSS, CPU, page faults. Labels are lines through all three. */
public final class Picture {
    private static final int WIDTH = 1100;
    private static final int MEMORY_HEIGHT = 460;
    private static final int LOW_HEIGHT = 200;
    private static final int HEIGHT = MEMORY_HEIGHT + 2 * LOW_HEIGHT;
    /** Of a small font, of the part of a chart in which is drawn. */
    private static final double LETTER_SHARE = 6.2 / 1030;

    private static final int MOST_LABELS_WITH_TEXT = 12;
    private static final int MOST_LETTERS = 28;
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private final Curves curves;

    public Picture(Curves curves) {
        this.curves = curves;
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
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
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
        pen.setSVGCanvasSize(new java.awt.Dimension(WIDTH, HEIGHT));
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
        chart("CPU, % of a core", LOW_HEIGHT, Curve.Point::cpuPercent, false).paint(pen, WIDTH, LOW_HEIGHT);
        pen.translate(0, LOW_HEIGHT);
        chart("1000 faults / s", LOW_HEIGHT, point -> point.faultsPerSecond() / 1000, false)
                .paint(pen, WIDTH, LOW_HEIGHT);
    }

    private XYChart chart(String yTitle, int height, ToDoubleFunction<Curve.Point> figure, boolean first) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(first ? title() : "")
                .yAxisTitle(yTitle)
                .xAxisTitle(first ? "" : "seconds")
                .build();
        Styler styler = chart.getStyler();
        styler.setChartTitleVisible(first);
        styler.setLegendVisible(first);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(Math.max(0.001, curves.seconds()));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisDecimalPattern("#0.##");
        chart.getStyler().setYAxisDecimalPattern("#0.##");
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
