// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;
import java.util.TreeSet;

/** The classes in whose code all running recordings together want allocations to be counted. */
public final class ObjectIncludeSetting extends CombinedSetting {
    private static volatile String current = "";

    public ObjectIncludeSetting() {
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
