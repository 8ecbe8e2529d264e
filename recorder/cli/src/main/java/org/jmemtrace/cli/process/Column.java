// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of the table: a figure and its change, or what a process is. */
public enum Column {
    TIME("TIME s", 6),
    PID("PID", 7),
    PPID("PPID", 7),
    AGE("AGE s", 8),
    NAME("NAME", 20),
    RSS("RSS MiB", 7, 6, Field.RSS),
    ANON("ANON", 7, 6, Field.RSS_ANON),
    FILE("FILE", 7, 6, Field.RSS_FILE),
    SHMEM("SHMEM", 7, 6, Field.RSS_SHMEM),
    PSS("PSS MiB", 7, 6, Field.PSS),
    USS("USS MiB", 7, 6, Field.USS),
    SWAP("SWAP", 7, 6, Field.SWAP),
    SIZE("SIZE MiB", 8, 6, Field.SIZE),
    CPU("CPU %", 6, 5, Field.CPU),
    USER("USER s", 8, 6, Field.USER),
    SYSTEM("SYS s", 7, 6, Field.SYSTEM),
    THREADS("THR", 4, 4, Field.THREADS),
    FAULTS("FAULTS", 8, 7, Field.FAULTS),
    MAJOR("MAJOR", 6, 5, Field.MAJOR),
    SWITCHES("SWITCHES", 8, 7, Field.SWITCHES),
    FILES("FD", 4, 4, Field.FILES),
    NET("NET", 4, 4, Field.NET),
    STATUS("S", 3),
    COMMAND("COMMAND", 0);

    /** What a narrow terminal shows. */
    private static final List<Column> TREE = List.of(TIME, PID, RSS, PSS, CPU, STATUS, COMMAND);

    private static final List<Column> ONE = List.of(TIME, RSS, PSS, USS, CPU, THREADS, STATUS);

    /** What a wider one shows as well, as far as there is room. */
    private static final List<Column> MORE = List.of(USS, THREADS, FAULTS, FILES, NET, SWITCHES, USER, SYSTEM);

    private static final int ROOM_FOR_COMMAND = 30;

    final String title;
    final int width;
    final int changeWidth;
    final Optional<Field> field;

    Column(String title, int width) {
        this(title, width, 0, Optional.empty());
    }

    Column(String title, int width, int changeWidth, Field field) {
        this(title, width, changeWidth, Optional.of(field));
    }

    Column(String title, int width, int changeWidth, Optional<Field> field) {
        this.title = title;
        this.width = width;
        this.changeWidth = changeWidth;
        this.field = field;
    }

    /** By its name in options. */
    public static Optional<Column> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.toString().equals(name))
                .findFirst();
    }

    /** For a screen of that many characters. */
    static List<Column> fitting(int screenWidth, boolean tree) {
        List<Column> columns = new ArrayList<>(tree ? TREE : ONE);
        int left = screenWidth - (tree ? ROOM_FOR_COMMAND : 0);
        for (Column column : columns) {
            left -= column.wholeWidth();
        }
        for (Column column : MORE) {
            if (!columns.contains(column) && left >= column.wholeWidth()) {
                columns.add(column);
                left -= column.wholeWidth();
            }
        }
        columns.sort(null);
        return columns;
    }

    /** With its change, and the blanks before both. */
    int wholeWidth() {
        return 1 + width + (changeWidth > 0 ? 1 + changeWidth : 0);
    }

    /** The name in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
