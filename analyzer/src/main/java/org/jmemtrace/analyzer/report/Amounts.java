// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Locale;

/**
 * Amounts as people read them: IEC units with three digits, or exact bytes where asked for. The only place where a
 * figure is rounded.
 */
final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final boolean exact;

    /**
     * How to write amounts.
     *
     * @param exact all bytes, with commas, in place of three digits and a unit
     */
    Amounts(boolean exact) {
        this.exact = exact;
    }

    /** For example 96 B, 1.39 GiB, 64.5 MiB or, exact, 67,108,864. */
    String bytes(long bytes) {
        if (exact) {
            return count(bytes);
        }
        int unit = unitOf(bytes);
        return number(bytes, unit) + " " + UNITS[unit];
    }

    /** The same, right of which digits of equal worth stand below each other: B is filled up to three letters. */
    String column(long bytes) {
        if (exact) {
            return count(bytes);
        }
        int unit = unitOf(bytes);
        return number(bytes, unit) + " " + (unit == 0 ? "B  " : UNITS[unit]);
    }

    /** The unit in which the greatest amount of a column is 10 or more: none of its figures is long, few are nothing. */
    int columnUnit(long mostBytes) {
        return exact ? 0 : unitOf(mostBytes / 10);
    }

    static String unitName(int unit) {
        return UNITS[unit];
    }

    /** In a unit that stands above the column; a dot is less than 0.05 of it. */
    static String inUnit(long bytes, int unit) {
        double value = bytes / Math.pow(1024, unit);
        if (unit == 0 || Math.abs(value) < 0.05) {
            return unit == 0 && bytes != 0 ? count(bytes) : ".";
        }
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /** With a sign also where it is positive. */
    String change(long bytes) {
        return bytes > 0 ? "+" + bytes(bytes) : bytes(bytes);
    }

    /** For example 1.39 -> 3.53 GiB, or 900 MiB -> 1.20 GiB. */
    String fromTo(long from, long to) {
        if (!exact && unitOf(from) == unitOf(to)) {
            return number(from, unitOf(from)) + " -> " + bytes(to);
        }
        return bytes(from) + " -> " + bytes(to);
    }

    /** For example 66.0..71.2, in the unit of the amount that they belong to. */
    String range(long low, long high, long of) {
        if (exact) {
            return count(low) + ".." + count(high);
        }
        int unit = unitOf(of);
        return number(low, unit) + ".." + number(high, unit);
    }

    /** With thousands set apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** In whole percent; between 0 and 1 as &lt;1, and nothing of nothing as a dash. */
    static String percent(long part, long whole) {
        if (whole == 0) {
            return "-";
        }
        double share = 100.0 * part / whole;
        if (share > 0 && share < 0.5) {
            return "<1%";
        }
        return Math.round(share) + "%";
    }

    /** For example 32m00s, 2h05m, 12.3 s or 850 ms. */
    static String duration(long nanos) {
        if (nanos < 1_000_000_000L) {
            return nanos / 1_000_000 + " ms";
        }
        if (nanos < 60_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f s", Math.min(59.9, nanos / 1e9));
        }
        long seconds = nanos / 1_000_000_000L;
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }

    /** For example 5 minutes, 1 hour or 3 days. */
    static String roughly(long nanos) {
        double minutes = nanos / 60e9;
        double number = minutes < 1.5 ? nanos / 1e9 : minutes < 90 ? minutes : minutes / 60;
        String unit = minutes < 1.5 ? "second" : minutes < 90 ? "minute" : "hour";
        if (minutes >= 48 * 60) {
            number = minutes / (24 * 60);
            unit = "day";
        }
        long whole = Math.round(number);
        return count(whole) + " " + unit + (whole == 1 ? "" : "s");
    }

    private static int unitOf(long bytes) {
        double value = Math.abs((double) bytes);
        int unit = 0;
        while (value >= (unit == 0 ? 1024 : 1023.5) && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit;
    }

    private static String number(long bytes, int unit) {
        if (unit == 0) {
            return Long.toString(bytes);
        }
        double value = bytes / Math.pow(1024, unit);
        double size = Math.abs(value);
        String format = size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
