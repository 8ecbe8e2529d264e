// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;
import java.util.TreeSet;

/** The include globs of all running recordings together: what any of them wants woven is woven. */
public final class IncludeSetting extends CombinedSetting {
    private static volatile String current = "";

    public IncludeSetting() {
        super("");
    }

    /** The globs now in force, separated by semicolons; empty if no recording asks for any. */
    public static String current() {
        return current;
    }

    @Override
    String join(Set<String> settingValues) {
        return String.join(";", new TreeSet<>(settingValues));
    }

    @Override
    void apply(String settingValue) {
        current = settingValue;
    }
}
