// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives each mapping to a part, by what is known of its addresses, else by its name, its rights and its neighbours.
 *
 * <p>A thread's stack lies above a guard that may not be touched. An arena of malloc is reserved in aligned blocks of
 * 64 MiB and made accessible from below, so that it keeps the flag of what is only reserved.
 */
final class Parts {
    private static final long ARENA_BYTES = 64L << 20;
    private static final long MOST_GUARD_BYTES = 1 << 20;
    private static final long MOST_STACK_BYTES = 8L << 20; // where the kernel does not mark stacks
    private static final long MOST_LIBRARY_DATA_BYTES = 4L << 20;

    private final List<Mapping> mappings;
    private final Set<String> executables = new HashSet<>();
    private final String javaHome;

    Parts(List<Mapping> mappings, String javaHome) {
        this.mappings = mappings;
        this.javaHome = javaHome + "/";
        for (Mapping mapping : mappings) {
            if (mapping.executable() && mapping.file()) {
                executables.add(mapping.name());
            }
        }
    }

    /** A source of resident bytes in a part of a mapping. */
    interface Residents {
        long bytes(long start, long end) throws IOException;
    }

    /**
     * Adds up what the parts have. The sums are those of the mappings, to the byte.
     *
     * @param ranges known ones, by address, that do not overlap
     */
    PartBytes add(List<Range> ranges, Residents residents) throws IOException {
        PartBytes sums = new PartBytes();
        int first = 0;
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            while (first < ranges.size() && ranges.get(first).end() <= mapping.start()) {
                first++;
            }
            sums.addSwapped(mapping.swapBytes());
            Part otherwise = partOf(i);
            long left = mapping.rssBytes();
            long at = mapping.start();
            for (int r = first; r < ranges.size() && ranges.get(r).start() < mapping.end(); r++) {
                Range range = ranges.get(r);
                if (!applies(range, mapping, otherwise)) {
                    continue;
                }
                long from = Math.max(range.start(), mapping.start());
                long to = Math.min(range.end(), mapping.end());
                boolean whole = from == mapping.start() && to == mapping.end();
                long bytes = left == 0 ? 0 : whole ? left : Math.min(left, residents.bytes(from, to));
                sums.add(range.part(), bytes, mapping.accessible() ? to - from : 0);
                left -= bytes;
                at += to - from;
            }
            sums.add(otherwise, left, mapping.accessible() ? mapping.bytes() - (at - mapping.start()) : 0);
        }
        return sums;
    }

    /**
     * In the heap's range lies only the heap, also what is mapped there from the archive; else files are files. Where
     * the JVM had something at its start there can be something else by now.
     */
    private static boolean applies(Range range, Mapping mapping, Part otherwise) {
        return switch (range.part()) {
            case JAVA_HEAP -> true;
            case JVM, COLLECTOR -> otherwise == Part.ANONYMOUS;
            default -> mapping.anonymous();
        };
    }

    /** What each mapping is by itself. */
    Part partOf(int index) {
        Mapping mapping = mappings.get(index);
        String name = mapping.name();
        if (mapping.file()) {
            return partOfFile(name);
        } else if (name.startsWith("/memfd:java_heap")) {
            return Part.JAVA_HEAP;
        } else if (name.startsWith("[stack") || name.startsWith("[anon: glibc: pthread stack")) {
            return Part.STACKS;
        } else if (name.equals("[heap]") || name.startsWith("[anon: glibc: malloc arena")) {
            return Part.ARENAS;
        } else if (name.startsWith("anon_inode:[perf_event]")) {
            return Part.TOOL;
        } else if (!mapping.anonymous()) {
            return name.startsWith("[v") ? Part.LIBRARIES : Part.MAPPED_FILES; // [vdso], or shared without a name
        } else if (isStack(index)) {
            return Part.STACKS;
        } else if (isArena(index)) {
            return Part.ARENAS;
        }
        return isLibraryData(index) ? Part.LIBRARIES : Part.ANONYMOUS;
    }

    private Part partOfFile(String name) {
        if (name.endsWith(".jsa")) {
            return Part.CLASSES;
        }
        return executables.contains(name) || name.startsWith(javaHome) || name.endsWith(".jar")
                ? Part.LIBRARIES
                : Part.MAPPED_FILES;
    }

    private boolean isStack(int index) {
        Mapping mapping = mappings.get(index);
        if (!mapping.writable() || mapping.noReserve() || !isNeighbour(index - 1)) {
            return false;
        }
        Mapping guard = mappings.get(index - 1);
        return guard.anonymous()
                && !guard.accessible()
                && !guard.noReserve()
                && guard.bytes() <= MOST_GUARD_BYTES
                && (mapping.noHugePages() || mapping.bytes() <= MOST_STACK_BYTES);
    }

    private boolean isArena(int index) {
        Mapping mapping = mappings.get(index);
        if (!mapping.writable() || mapping.noReserve()) {
            return mapping.writable();
        }
        if (mapping.start() % ARENA_BYTES != 0 || !isNeighbour(index)) {
            return false;
        }
        Mapping rest = mappings.get(index + 1); // a system that overcommits never gives no such flag
        return rest.anonymous() && !rest.accessible() && rest.end() % ARENA_BYTES == 0 && rest.bytes() < ARENA_BYTES;
    }

    /** Data of a library that the file does not hold, since they are zero at first: behind those that it holds. */
    private boolean isLibraryData(int index) {
        if (!isNeighbour(index - 1) || mappings.get(index).bytes() > MOST_LIBRARY_DATA_BYTES) {
            return false;
        }
        Mapping before = mappings.get(index - 1);
        return before.writable() && executables.contains(before.name());
    }

    /** Whether the mapping after this one begins where this one ends. */
    private boolean isNeighbour(int index) {
        return index >= 0
                && index + 1 < mappings.size()
                && mappings.get(index).end() == mappings.get(index + 1).start();
    }

    /** The ranges of anonymous mappings that are neither a stack's nor malloc's arenas. */
    List<Range> anonymousRanges() {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            boolean restOfArena = !mapping.accessible() && i > 0 && isNeighbour(i - 1) && partOf(i - 1) == Part.ARENAS;
            if (mapping.anonymous() && partOf(i) == Part.ANONYMOUS && !restOfArena) {
                ranges.add(new Range(mapping.start(), mapping.end(), Part.JVM));
            }
        }
        return ranges;
    }
}
