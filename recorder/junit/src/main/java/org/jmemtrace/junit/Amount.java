// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, durations and percentages, as annotations have them. */
final class Amount {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z%]*)\\s*");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Amount() {}

    /** Bytes; throws {@link IllegalArgumentException} at what is no size. */
    static long bytes(String text) {
        Matcher form = matched(text, "a size as 24KiB, 8MiB or 1000");
        double unit = switch (form.group(2).toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "kb" -> 1e3;
            case "mb" -> 1e6;
            case "gb" -> 1e9;
            case "k", "kib" -> 1 << 10;
            case "m", "mib" -> 1 << 20;
            case "g", "gib" -> 1 << 30;
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' is not a size: units are B, KiB, MiB, GiB, kB, MB and GB");
        };
        return Math.round(Double.parseDouble(form.group(1)) * unit);
    }

    /** A share, 0.03 for 3%. */
    static double share(String text) {
        Matcher form = matched(text, "a percentage as 3%");
        if (!form.group(2).equals("%")) {
            throw new IllegalArgumentException("'" + text + "' is not a percentage as 3%");
        }
        return Double.parseDouble(form.group(1)) / 100;
    }

    /** Nanoseconds of a duration as 30s, 500ms or 2m. */
    static long nanos(String text) {
        Matcher form = matched(text, "a duration as 30s");
        double unit = switch (form.group(2)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> throw new IllegalArgumentException("'" + text + "' is not a duration as 500ms, 30s or 2m");
        };
        return Math.round(Double.parseDouble(form.group(1)) * unit);
    }

    private static Matcher matched(String text, String wanted) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + wanted);
        }
        return form;
    }

    /** For example 31.4 KiB. */
    static String text(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? Math.round(value) + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** For example +31%. */
    static String percent(double share) {
        return String.format(Locale.ROOT, Math.abs(share) < 0.1 ? "%+.1f%%" : "%+.0f%%", share * 100);
    }
}
