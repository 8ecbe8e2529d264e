// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.plot;

import java.util.List;
import java.util.Locale;

/** The same for gnuplot: the figures, a block for each process, and the commands that draw them. */
public final class Gnuplot {
    private final Curves curves;
    private final String name;

    /** @param name of the two files, without ending; their directory is the one that gnuplot is run in */
    public Gnuplot(Curves curves, String name) {
        this.curves = curves;
        this.name = name;
    }

    /** The figures, in bytes, seconds and their percent. */
    public String data() {
        StringBuilder text = new StringBuilder("# seconds rssBytes pssBytes cpuPercent faultsPerSecond\n");
        for (Curve curve : curves.processes()) {
            text.append("# ").append(curve.name()).append('\n');
            for (Curve.Point point : curve.points()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.6f %d %d %.3f %.3f\n",
                        point.seconds(),
                        point.rssBytes(),
                        point.pssBytes(),
                        point.cpuPercent(),
                        point.faultsPerSecond()));
            }
            text.append("\n\n"); // two empty lines end a block
        }
        if (!curves.layers().isEmpty()) {
            addLayers(text, curves.layers());
        }
        return text.toString();
    }

    /** A block of its own: each column is a part and all below it. */
    private static void addLayers(StringBuilder text, Layers layers) {
        text.append("# seconds");
        layers.parts().forEach(part -> text.append(", ").append(part.name()));
        text.append('\n');
        for (int i = 0; i < layers.seconds().length; i++) {
            text.append(String.format(Locale.ROOT, "%.6f", layers.seconds()[i]));
            for (Layers.Layer part : layers.parts()) {
                text.append(' ').append(part.topBytes()[i]);
            }
            text.append('\n');
        }
        text.append("\n\n");
    }

    /** The commands; run as: gnuplot NAME.plt. */
    public String commands() {
        StringBuilder text = new StringBuilder();
        boolean layered = !curves.layers().isEmpty();
        text.append("set terminal svg size 1100,").append(layered ? 1150 : 860).append(" noenhanced\n");
        text.append("set output ").append(quoted(name + ".svg")).append('\n');
        text.append("data = ").append(quoted(name + ".dat")).append('\n');
        text.append("set multiplot layout ")
                .append(layered ? 4 : 3)
                .append(",1 title ")
                .append(quoted(curves.title()))
                .append('\n');
        text.append("set lmargin 12\nset grid\nset key noenhanced\n");
        text.append(String.format(Locale.ROOT, "set xrange [0:%.3f]\n", Math.max(0.001, curves.seconds())));
        text.append("set yrange [0:*]\n");
        for (Curves.Label label : curves.labels()) {
            text.append(String.format(
                    Locale.ROOT,
                    "set arrow from %1$.6f, graph 0 to %1$.6f, graph 1 nohead dashtype 2 lc rgb 'gray'\n",
                    label.seconds()));
            text.append(String.format(
                    Locale.ROOT,
                    "set label %s at %.6f, graph 0.97 noenhanced font ',9'\n",
                    quoted(label.text()),
                    label.seconds()));
        }
        plot(text, "RSS, MiB", "($2/1048576.0)", true);
        text.append("unset label\n");
        if (layered) {
            plotLayers(text, curves.layers());
        }
        plot(text, "CPU, % of a core", "4", false);
        text.append("set xlabel 'seconds'\n");
        plot(text, "page faults / s", "5", false);
        text.append("unset multiplot\n");
        return text.toString();
    }

    /** The topmost first, so that those below lie over it. */
    private void plotLayers(StringBuilder text, Layers layers) {
        text.append("set ylabel 'parts of RSS, MiB'\n");
        for (int i = layers.parts().size() - 1; i >= 0; i--) {
            text.append(i == layers.parts().size() - 1 ? "plot " : ", \\\n     ")
                    .append("data index ")
                    .append(curves.processes().size())
                    .append(" using 1:($")
                    .append(i + 2)
                    .append("/1048576.0) with filledcurves y1=0 title ")
                    .append(quoted(layers.parts().get(i).name()));
        }
        text.append('\n');
    }

    private void plot(StringBuilder text, String axis, String column, boolean named) {
        text.append("set ylabel ").append(quoted(axis)).append('\n');
        List<Curve> processes = curves.processes();
        for (int i = 0; i < processes.size(); i++) {
            text.append(i == 0 ? "plot " : ", \\\n     ");
            text.append("data index ")
                    .append(i)
                    .append(" using 1:")
                    .append(column)
                    .append(" with lines");
            text.append(named ? " title " + quoted(processes.get(i).name()) : " notitle");
        }
        text.append('\n');
    }

    /** In such quotes gnuplot takes everything as it stands, but the quote. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
