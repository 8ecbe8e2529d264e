// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;
import java.util.TreeSet;

/** The types of objects that all running recordings together want. */
public final class TypesSetting extends CombinedSetting {
    private static volatile String current = "";

    public TypesSetting() {
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
