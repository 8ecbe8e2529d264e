// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.ArrayList;
import java.util.List;

/** The JVM's own list of the mappings of its process, with what it uses those for that it made (JDK 22 and later). */
final class SystemMap {
    private static final int USE_COLUMN = 7;

    private SystemMap() {}

    /** What it says of the collector's and of the JVM's other memory; what the other ledgers know better is left out. */
    static List<Range> parse(String map) {
        List<Range> ranges = new ArrayList<>();
        for (String line : map.split("\\R")) {
            String[] columns = line.split("\\s+");
            if (columns.length > USE_COLUMN && columns[0].startsWith("0x")) {
                Part part = partOf(columns[USE_COLUMN]);
                int dash = columns[0].indexOf('-');
                if (part != Part.ANONYMOUS && columns[0].matches("0x[0-9a-f]{1,16}-0x[0-9a-f]{1,16}")) {
                    ranges.add(new Range(
                            address(columns[0].substring(0, dash)), address(columns[0].substring(dash + 1)), part));
                }
            }
        }
        return ranges;
    }

    /** A mapping can be of several uses, where the kernel has made one of neighbours: those are not told apart. */
    private static Part partOf(String use) {
        return switch (use) {
            case "GC", "CARDTBL", "CARDTBL,GC", "GC,CARDTBL" -> Part.COLLECTOR;
            case "INTERN", "POLL" -> Part.JVM;
            default -> Part.ANONYMOUS;
        };
    }

    private static long address(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal.substring(2), 16);
    }
}
