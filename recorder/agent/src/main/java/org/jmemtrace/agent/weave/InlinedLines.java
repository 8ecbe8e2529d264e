// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of code that a compiler copied into a method from another one. Kotlin does so for inline functions, and gives
 * what it copied line numbers behind the end of the file; which lines of the file those were copied to, the stratum
 * KotlinDebug of the class's source map says (JSR 45). A reader looks for them there.
 */
final class InlinedLines {
    static final InlinedLines NONE = new InlinedLines(new TreeMap<>());

    private static final String STRATUM = "*S KotlinDebug";

    /** First line, which file, how often, first number given to it, how many numbers. */
    private static final Pattern LINES =
            Pattern.compile("(\\d{1,9})(?:#\\d{1,9})?(?:,(\\d{1,9}))?:(\\d{1,9})(?:,(\\d{1,9}))?");

    /** By the first of the numbers. */
    private final NavigableMap<Integer, Range> ranges;

    /** So many numbers from {@code first} on stand for {@code line}, then so many for the next. */
    private record Range(int first, int count, int numbers, int line) {
        boolean contains(int number) {
            return number < first + count * (long) numbers;
        }
    }

    private InlinedLines(NavigableMap<Integer, Range> ranges) {
        this.ranges = ranges;
    }

    /** Of a class that has no such map, {@link #NONE}. */
    static InlinedLines of(ClassFile file) {
        int attributes = file.endOfMembers(file.methods());
        int at = attributes + 2;
        for (int i = file.u2(attributes); i > 0; i--) {
            int end = file.endOfAttribute(at);
            if (file.isText(file.u2(at), "SourceDebugExtension")) {
                return parse(new String(file.bytes, at + 6, end - at - 6, StandardCharsets.UTF_8));
            }
            at = end;
        }
        return NONE;
    }

    static InlinedLines parse(String map) {
        int stratum = map.indexOf(STRATUM);
        int lines = stratum < 0 ? -1 : map.indexOf("*L", stratum);
        if (lines < 0) {
            return NONE;
        }
        NavigableMap<Integer, Range> ranges = new TreeMap<>();
        map.substring(lines + 2)
                .lines()
                .map(String::trim)
                .takeWhile(line -> !line.startsWith("*"))
                .forEach(line -> {
                    Matcher entry = LINES.matcher(line);
                    if (entry.matches()) {
                        Range range = new Range(number(entry, 3), number(entry, 2), number(entry, 4), number(entry, 1));
                        ranges.put(range.first(), range);
                    }
                });
        return new InlinedLines(ranges);
    }

    private static int number(Matcher entry, int group) {
        return entry.group(group) == null ? 1 : Integer.parseInt(entry.group(group));
    }

    /** The line of the file that a line number stands for. */
    int lineOf(int number) {
        var below = ranges.floorEntry(number);
        if (below == null || !below.getValue().contains(number)) {
            return number;
        }
        Range range = below.getValue();
        return range.line() + (number - range.first()) / range.numbers();
    }
}
