// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** One of the classes that give {@link LiveObjects} its settings: one each, see {@link IncludingEvent}. */
abstract class ObjectSelectingEvent extends ObjectIncludingEvent {
    @Name("exclude")
    @Label("Exclude")
    @Description("Classes in whose code they are not; wins over include")
    @SettingDefinition
    boolean exclude(ObjectExcludeSetting setting) {
        return true;
    }
}
