// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;

/** The classes in whose code no running recording wants allocations to be counted. */
public final class ObjectExcludeSetting extends CombinedSetting {
    private static volatile String current = "";

    public ObjectExcludeSetting() {
        super("");
    }

    /** The globs now in force, separated by semicolons; empty if none is excluded. */
    public static String current() {
        return current;
    }

    @Override
    String join(Set<String> settingValues) {
        return ExcludeSetting.sharedBy(settingValues);
    }

    @Override
    void apply(String settingValue) {
        current = settingValue;
    }
}
