// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Samples as lines for people: each figure with its change since the last sample, and the tree's totals. */
public final class Table {
    /** What a total makes no sense of: pages that several share would count for each. */
    private static final Set<Field> NOT_SUMMED =
            Set.of(Field.RSS, Field.RSS_ANON, Field.RSS_FILE, Field.RSS_SHMEM, Field.SIZE);

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private static final int FEWEST_ROWS = 4;

    private final List<Column> chosen;
    private final boolean tree;
    private final UnaryOperator<String> printable;
    private Map<Stat.Identity, Observation> before = new HashMap<>();
    private Map<Field, OptionalLong> totalsBefore = new EnumMap<>(Field.class);
    private List<Column> columns = List.of();
    private int linesSinceHeader;
    private long peakBytes;

    /**
     * @param chosen columns; empty: as many as there is room for
     * @param tree whether there are descendants, and so a total
     * @param printable makes names fit for a terminal
     */
    public Table(List<Column> chosen, boolean tree, UnaryOperator<String> printable) {
        this.chosen = List.copyOf(chosen);
        this.tree = tree;
        this.printable = printable;
    }

    /** The next lines, beneath the header when it is due: first, and when it has left the screen. */
    public List<String> lines(Sample sample, Look look) {
        List<Column> now = chosen.isEmpty() ? Column.fitting(look.width(), tree) : chosen;
        boolean other = !now.equals(columns);
        List<String> lines = new ArrayList<>();
        if (columns.isEmpty() && !tree) {
            lines.addAll(title(sample, look)); // which no line repeats
        }
        columns = now;
        List<String> rows = rows(sample, look);
        if (other || (look.height() > 0 && linesSinceHeader + rows.size() >= look.height())) {
            lines.add(look.bold(header(look)));
            linesSinceHeader = 1;
        }
        lines.addAll(rows);
        linesSinceHeader += rows.size();
        return lines;
    }

    private List<String> title(Sample sample, Look look) {
        return sample.processes().stream()
                .map(o -> Line.cut(o.pid() + " " + printable.apply(command(o)), look.width()))
                .toList();
    }

    private String header(Look look) {
        Line line = new Line(look);
        for (Column column : columns) {
            line.text(column, column.title);
            line.change(column, "+/-", 0);
        }
        return line.toString();
    }

    private List<String> rows(Sample sample, Look look) {
        List<String> rows = new ArrayList<>();
        Set<Stat.Identity> largest = largest(sample, look);
        for (Observation o : sample.processes()) {
            if (largest.contains(o.identity())) {
                rows.add(row(sample, o, look));
            }
        }
        int hidden = sample.processes().size() - largest.size();
        if (hidden > 0) {
            rows.add(" ".repeat(8) + "(" + hidden + " smaller ones)");
        }
        String total = total(sample, look); // which remembers the peak, shown or not
        if (sample.processes().size() > 1) {
            rows.add(look.bold(total));
        }
        before = sample.processes().stream().collect(Collectors.toMap(Observation::identity, o -> o));
        return rows;
    }

    /** The root, and of the others as many as the screen has lines for. */
    private static Set<Stat.Identity> largest(Sample sample, Look look) {
        long most = look.height() == 0 ? Long.MAX_VALUE : Math.max(FEWEST_ROWS, look.height() - 3);
        return sample.processes().stream()
                .sorted(Comparator.comparing((Observation o) -> o.depth() > 0)
                        .thenComparing(
                                o -> -o.of(Field.PSS).orElse(o.of(Field.RSS).orElse(0))))
                .limit(most)
                .map(Observation::identity)
                .collect(Collectors.toSet());
    }

    private String row(Sample sample, Observation o, Look look) {
        Observation last = before.getOrDefault(o.identity(), o);
        boolean named = columns.contains(Column.NAME);
        Line line = new Line(look);
        for (Column column : columns) {
            if (column.field.isPresent()) {
                Field field = column.field.get();
                OptionalLong change = last == o ? OptionalLong.empty() : difference(o.of(field), last.of(field));
                line.figure(column, o.of(field), change);
                continue;
            }
            line.text(
                    column,
                    switch (column) {
                        case TIME -> o.depth() == 0 ? Cell.seconds(sample.elapsedNanos()) : "";
                        case PID -> Long.toString(o.pid());
                        case PPID -> Long.toString(o.ppid());
                        case AGE ->
                            o.ageNanos().isPresent() ? Cell.seconds(o.ageNanos().getAsLong()) : Cell.UNKNOWN;
                        case NAME -> indented(o, o.name());
                        case STATUS -> last.status().equals(o.status()) ? o.status() : last.status() + ">" + o.status();
                        default -> named ? printable.apply(command(o)) : indented(o, command(o));
                    });
        }
        return line.toString();
    }

    private static OptionalLong difference(OptionalLong now, OptionalLong last) {
        return now.isPresent() && last.isPresent()
                ? OptionalLong.of(now.getAsLong() - last.getAsLong())
                : OptionalLong.empty();
    }

    private String indented(Observation o, String text) {
        return "  ".repeat(Math.min(o.depth(), Line.DEEPEST)) + printable.apply(text);
    }

    /** On one line, without the program's directory; and as ps shows what has none, as dead processes. */
    private static String command(Observation o) {
        if (o.commandLine().isBlank()) {
            return "[" + o.name() + "]";
        }
        String line = WHITE_SPACE.matcher(o.commandLine()).replaceAll(" ").strip();
        int end = line.indexOf(' ');
        int slash = line.lastIndexOf('/', end < 0 ? line.length() : end);
        return slash < 0 || slash == line.length() - 1 || slash + 1 == end ? line : line.substring(slash + 1);
    }

    private String total(Sample sample, Look look) {
        Map<Field, OptionalLong> totals = new EnumMap<>(Field.class);
        Line line = new Line(look);
        peakBytes = Math.max(peakBytes, sample.sum(sample.memory()).orElse(0));
        for (Column column : columns) {
            if (column.field.isPresent()
                    && (!NOT_SUMMED.contains(column.field.get()) || column.field.get() == sample.memory())) {
                Field field = column.field.get();
                totals.put(field, sample.sum(field));
                OptionalLong last = totalsBefore.getOrDefault(field, OptionalLong.empty());
                line.figure(
                        column,
                        sample.sum(field),
                        field.counts() ? growth(sample, field) : difference(sample.sum(field), last));
            } else if (column == Column.COMMAND) {
                line.text(column, remark(sample, line.room()));
            } else {
                line.text(column, column == Column.PID ? "total" : "");
                line.change(column, "", 0);
            }
        }
        totalsBefore = totals;
        return line.toString();
    }

    /** Of those that were there before: what one that ended had counted is no decrease. */
    private OptionalLong growth(Sample sample, Field field) {
        long growth = 0;
        boolean known = false;
        for (Observation o : sample.processes()) {
            Observation last = before.get(o.identity());
            OptionalLong change = last == null ? OptionalLong.empty() : difference(o.of(field), last.of(field));
            known |= change.isPresent();
            growth += change.orElse(0);
        }
        return known ? OptionalLong.of(growth) : OptionalLong.empty();
    }

    private String remark(Sample sample, int room) {
        long unknown = sample.processes().stream()
                .filter(o -> o.of(Field.PSS).isEmpty())
                .count();
        String peak = Cell.value(Field.PSS, OptionalLong.of(peakBytes), 9);
        int count = sample.processes().size();
        Field memory = sample.memory();
        String more = unknown == 0 || memory == Field.RSS ? "" : ", " + unknown + " without PSS";
        String full =
                count + (count == 1 ? " process" : " processes") + ", peak " + memory + " " + peak + " MiB" + more;
        return full.length() <= room ? full : count + " proc, peak " + peak;
    }
}
