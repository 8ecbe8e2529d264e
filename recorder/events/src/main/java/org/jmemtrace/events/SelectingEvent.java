// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** An event whose settings say what is woven and what is not. */
abstract class SelectingEvent extends IncludingEvent {
    @Name("exclude")
    @Label("Exclude")
    @Description("Classes not to weave; wins over include")
    @SettingDefinition
    boolean exclude(ExcludeSetting setting) {
        return true;
    }
}
