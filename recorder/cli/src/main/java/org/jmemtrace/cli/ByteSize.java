// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory. Read as {@code 4096}, {@code 24KiB}, {@code 24k}, {@code 1 MiB}, and {@code 24kB} for 24,000;
 * shown with binary units.
 */
record ByteSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([kmg]?)(i?b)?", Pattern.CASE_INSENSITIVE);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

    static ByteSize parse(String text) {
        Matcher size = TEXT.matcher(text.trim());
        if (!size.matches()) {
            throw UserException.usage(
                    "'" + text + "' is not a size",
                    "A size is a whole number with a unit: 4096, 24KiB (or 24k), 1MiB, 24kB (24,000 bytes)",
                    "Try: --trigger 24KiB");
        }
        long base = "b".equalsIgnoreCase(size.group(3)) ? 1000 : 1024;
        int power = "kmg".indexOf(size.group(2).toLowerCase(Locale.ROOT))
                + (size.group(2).isEmpty() ? 0 : 1);
        long bytes = Long.parseLong(size.group(1));
        for (int i = 0; i < power; i++) {
            bytes *= base;
        }
        return new ByteSize(bytes);
    }

    /** For people: three or four digits and a unit. */
    @Override
    public String toString() {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        String pattern = unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, pattern, amount, UNITS[unit]);
    }
}
