// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resident growth that makes a call worth an event: the smallest that any running recording asks for. */
public final class TriggerSetting extends CombinedSetting {
    /** One page of 4 KiB: the smallest growth there is on Linux x86-64. */
    public static final long DEFAULT_BYTES = 4096;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(?:([kmg]?)(i?b)?)", Pattern.CASE_INSENSITIVE);
    private static volatile long currentBytes = DEFAULT_BYTES;

    public TriggerSetting() {
        super(DEFAULT_BYTES + " B");
    }

    /** The trigger now in force, in bytes; 0 makes every call an event. */
    public static long currentBytes() {
        return currentBytes;
    }

    /**
     * Reads a size: {@code 4096}, {@code 4 KiB}, {@code 4k}, {@code 1m}, and {@code 4kB} for 4,000.
     *
     * @return the size in bytes, or the default where the text is none
     */
    static long parse(String text) {
        Matcher size = SIZE.matcher(text.trim());
        if (!size.matches()) {
            return DEFAULT_BYTES;
        }
        boolean decimal = "b".equalsIgnoreCase(size.group(3));
        long unit = decimal ? 1000 : 1024;
        long number = Long.parseLong(size.group(1));
        return switch (size.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> number * unit;
            case "m" -> number * unit * unit;
            case "g" -> number * unit * unit * unit;
            default -> number;
        };
    }

    @Override
    String join(Set<String> settingValues) {
        return settingValues.stream().mapToLong(TriggerSetting::parse).min().orElse(DEFAULT_BYTES) + " B";
    }

    @Override
    void apply(String settingValue) {
        currentBytes = parse(settingValue);
    }
}
