// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.SettingControl;

/** The include globs of all running recordings together: what any of them wants woven is woven. */
public final class IncludeSetting extends SettingControl {
    private static volatile String current = "";
    private String value = "";

    /** The globs now in force, separated by semicolons; empty if no recording asks for any. */
    public static String current() {
        return current;
    }

    @Override
    public String combine(Set<String> settingValues) {
        return String.join(";", new TreeSet<>(settingValues));
    }

    @Override
    public void setValue(String settingValue) {
        value = settingValue;
        current = settingValue;
    }

    @Override
    public String getValue() {
        return value;
    }
}
