// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;

/** The types of objects that no running recording wants. */
public final class ExcludeTypesSetting extends CombinedSetting {
    private static volatile String current = "";

    public ExcludeTypesSetting() {
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
