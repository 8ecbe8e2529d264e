// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.OptionalLong;

/** A line of the table while it is put together, cell by cell. */
final class Line {
    static final int DEEPEST = 8;

    private static final int LEAST_ROOM = 12;

    private final Look look;
    private final StringBuilder text = new StringBuilder();
    private int length;

    Line(Look look) {
        this.look = look;
    }

    void figure(Column column, OptionalLong value, OptionalLong change) {
        Field field = column.field.orElseThrow();
        text(column, Cell.value(field, value, column.width));
        change(column, Cell.change(field, change, column.changeWidth), change.orElse(0));
    }

    /** Numbers and their titles end where the others end, words begin there. */
    void text(Column column, String content) {
        boolean words = column == Column.NAME || column == Column.STATUS || column == Column.COMMAND;
        if (words) {
            int width = column.width > 0 ? column.width : room();
            String cut = cut(content, width);
            add(cut, cut.codePointCount(0, cut.length()), column.width - cut.codePointCount(0, cut.length()));
        } else {
            int blanks = Math.max(0, column.width - content.length());
            add(" ".repeat(blanks) + content, blanks + content.length(), 0);
        }
    }

    /** The cell beside it; nothing for a column that has none. */
    void change(Column column, String content, long change) {
        if (column.changeWidth > 0) {
            int blanks = Math.max(0, column.changeWidth - content.length());
            add(look.growth(" ".repeat(blanks) + content, change), blanks + content.length(), 0);
        }
    }

    /** What is left for the last column. */
    int room() {
        return Math.max(LEAST_ROOM, look.width() - length);
    }

    private void add(String cell, int cellLength, int blanksBehind) {
        int behind = Math.max(0, blanksBehind);
        text.append(' ').append(cell).append(" ".repeat(behind));
        length += 1 + cellLength + behind;
    }

    /** As much of a text as there is room for. */
    static String cut(String content, int width) {
        return content.codePointCount(0, content.length()) <= width
                ? content
                : content.substring(0, content.offsetByCodePoints(0, width - 3)) + "...";
    }

    /** Without a first blank, which no cell needs, and without those at the end. */
    @Override
    public String toString() {
        return text.substring(Math.min(1, text.length())).stripTrailing();
    }
}
