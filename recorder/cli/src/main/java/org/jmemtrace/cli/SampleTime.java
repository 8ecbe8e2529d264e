// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as users type it: 500ms, 30s, 0.5, 2m. */
final class SampleTime {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?");

    private SampleTime() {}

    static long nanos(String text) {
        Matcher time = FORM.matcher(text);
        if (!time.matches() || new BigDecimal(time.group(1)).signum() == 0) {
            throw UserException.usage(text + " is not a time", "It is a number and ms, s, m or h", "Try: 500ms");
        }
        String unit = time.group(2) == null ? "s" : time.group(2);
        long unitNanos = switch (unit) {
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        return new BigDecimal(time.group(1))
                .multiply(BigDecimal.valueOf(unitNanos))
                .longValue();
    }
}
