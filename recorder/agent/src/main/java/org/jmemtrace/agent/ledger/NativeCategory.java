// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A category of the JVM's native memory tracking.
 *
 * @param name as the JVM has it: GC, Internal, Shared class space
 * @param reservedBytes of address space, malloc included
 * @param committedBytes that it may touch, malloc included
 * @param mallocBytes of these, that it has of malloc, arenas of the JVM's own included
 */
record NativeCategory(String name, long reservedBytes, long committedBytes, long mallocBytes) {
    /** As in: {@code -          GC (reserved=77121, committed=52649)}, and below it {@code (malloc=5301 #1305)}. */
    private static final Pattern TITLE = Pattern.compile("-\\s*(\\S.*?) \\(reserved=(\\d+), committed=(\\d+).*");

    private static final Pattern PART = Pattern.compile("\\s*\\((?:malloc|arena)=(\\d+).*");

    /** Direct buffers and whatever else the program has of Unsafe, not the JVM. */
    static final String OF_THE_PROGRAM = "Other";

    /** Flight recorder's buffers. */
    static final String OF_THE_RECORDER = "Tracing";

    static final String OF_THE_COLLECTOR = "GC";

    /** What malloc has handed out to the JVM itself, or its recorder. */
    static long mallocBytes(List<NativeCategory> categories) {
        return categories.stream()
                .filter(category -> !category.name().equals(OF_THE_PROGRAM))
                .mapToLong(NativeCategory::mallocBytes)
                .sum();
    }

    /** What the collector has mapped for itself, and may touch. */
    static long collectorMappedBytes(List<NativeCategory> categories) {
        return categories.stream()
                .filter(category -> category.name().equals(OF_THE_COLLECTOR))
                .mapToLong(category -> category.committedBytes() - category.mallocBytes())
                .sum();
    }

    /** Reads the answer to VM.native_memory summary, in bytes. */
    static List<NativeCategory> parse(String summary) {
        List<NativeCategory> categories = new ArrayList<>();
        for (String line : summary.split("\\R")) {
            Matcher title = TITLE.matcher(line);
            Matcher part = PART.matcher(line);
            if (title.matches()) {
                categories.add(new NativeCategory(
                        title.group(1), Long.parseLong(title.group(2)), Long.parseLong(title.group(3)), 0));
            } else if (part.matches() && !categories.isEmpty()) {
                NativeCategory last = categories.remove(categories.size() - 1);
                categories.add(new NativeCategory(
                        last.name(),
                        last.reservedBytes(),
                        last.committedBytes(),
                        last.mallocBytes() + Long.parseLong(part.group(1))));
            }
        }
        return categories;
    }
}
