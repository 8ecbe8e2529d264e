// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** One of the classes that give {@link LiveObjects} its settings: one each, see {@link IncludingEvent}. */
abstract class TypeIncludingEvent extends ObjectSelectingEvent {
    @Name("types")
    @Label("Types")
    @Description(
            "Types of objects to count: com.acme.** as for classes, com.acme.Base+ for subtypes too, byte[] for arrays; types of the JDK only where named")
    @SettingDefinition
    boolean types(TypesSetting setting) {
        return true;
    }
}
