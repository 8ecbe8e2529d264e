// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Set;
import jdk.jfr.SettingControl;

/**
 * A setting that several recordings can ask for at once.
 *
 * <p>JDK 17 asks {@link #combine} and then loses the answer: it sets null. So the answer is kept here.
 */
abstract class CombinedSetting extends SettingControl {
    private String combined;
    private String value;

    CombinedSetting(String initial) {
        combined = initial;
        value = initial;
    }

    /** One value for all that running recordings ask for. */
    abstract String join(Set<String> settingValues);

    /** The value is now in force. */
    abstract void apply(String settingValue);

    @Override
    public final String combine(Set<String> settingValues) {
        combined = join(settingValues);
        return combined;
    }

    @Override
    public final void setValue(String settingValue) {
        value = settingValue == null ? combined : settingValue;
        apply(value);
    }

    @Override
    public final String getValue() {
        return value;
    }
}
