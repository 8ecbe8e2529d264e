// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The exclude globs that all running recordings share: what one of them wants to see is not excluded. */
public final class ExcludeSetting extends CombinedSetting {
    private static volatile String current = "";

    public ExcludeSetting() {
        super("");
    }

    /** The globs now in force, separated by semicolons; empty if nothing is excluded. */
    public static String current() {
        return current;
    }

    @Override
    String join(Set<String> settingValues) {
        return sharedBy(settingValues);
    }

    /** The globs that are in all of some lists. */
    static String sharedBy(Set<String> lists) {
        Set<String> shared = null;
        for (String globs : lists) {
            Set<String> one = new TreeSet<>(Arrays.asList(globs.split("[;,|\\s]+")));
            if (shared == null) {
                shared = one;
            } else {
                shared.retainAll(one);
            }
        }
        return shared == null ? "" : String.join(";", shared);
    }

    @Override
    void apply(String settingValue) {
        current = settingValue;
    }
}
