// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** One of the classes that give {@link LiveObjects} its settings: one each, see {@link IncludingEvent}. */
abstract class TypeSelectingEvent extends TypeIncludingEvent {
    @Name("excludeTypes")
    @Label("Excluded Types")
    @Description("Types of objects not to count; wins over types")
    @SettingDefinition
    boolean excludeTypes(ExcludeTypesSetting setting) {
        return true;
    }
}
