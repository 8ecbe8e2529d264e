// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Locale;
import java.util.Set;

/** Whether objects are followed until they are freed, or only counted: followed if any running recording wants it. */
public final class TrackSetting extends CombinedSetting {
    private static final String ON = "on";
    private static final String OFF = "off";

    private static volatile boolean on = true;

    public TrackSetting() {
        super(ON);
    }

    /** Whether objects are followed. */
    public static boolean isOn() {
        return on;
    }

    @Override
    String join(Set<String> settingValues) {
        return settingValues.stream().allMatch(TrackSetting::saysOff) ? OFF : ON;
    }

    @Override
    void apply(String settingValue) {
        on = !saysOff(settingValue);
    }

    private static boolean saysOff(String value) {
        String word = value.trim().toLowerCase(Locale.ROOT);
        return word.equals(OFF) || word.equals("false");
    }
}
