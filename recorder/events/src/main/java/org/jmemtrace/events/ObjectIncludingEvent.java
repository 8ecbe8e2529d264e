// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** One of the classes that give {@link LiveObjects} its settings: one each, see {@link IncludingEvent}. */
abstract class ObjectIncludingEvent extends Event {
    @Name("include")
    @Label("Include")
    @Description(
            "Classes in whose code allocations are counted: com.acme.** for a package and those below; several with ;")
    @SettingDefinition
    boolean include(ObjectIncludeSetting setting) {
        return true;
    }
}
