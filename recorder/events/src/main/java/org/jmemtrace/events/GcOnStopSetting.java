// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;

/** How many collections run before a recording says what is alive: the most that any running recording asks for. */
public final class GcOnStopSetting extends CombinedSetting {
    private static final int MOST = 3;

    private static volatile int current;

    public GcOnStopSetting() {
        super("0");
    }

    /** From 0 to 3; the third clears soft references. */
    public static int current() {
        return current;
    }

    @Override
    String join(Set<String> settingValues) {
        return String.valueOf(
                settingValues.stream().mapToInt(GcOnStopSetting::parse).max().orElse(0));
    }

    @Override
    void apply(String settingValue) {
        current = parse(settingValue);
    }

    /** What is no number asks for nothing. */
    static int parse(String text) {
        String digits = text.trim();
        return digits.matches("\\d") ? Math.min(MOST, Integer.parseInt(digits)) : 0;
    }
}
