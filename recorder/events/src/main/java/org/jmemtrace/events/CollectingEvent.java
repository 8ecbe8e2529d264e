// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** One of the classes that give {@link LiveObjects} its settings: one each, see {@link IncludingEvent}. */
abstract class CollectingEvent extends TypeSelectingEvent {
    @Name("gcOnStop")
    @Label("Collections on Stop")
    @Description("Collections to run before the recording says what is alive, 0 to 3; the third clears soft references")
    @SettingDefinition
    boolean gcOnStop(GcOnStopSetting setting) {
        return true;
    }
}
