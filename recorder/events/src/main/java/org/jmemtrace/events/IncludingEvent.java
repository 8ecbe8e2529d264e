// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/**
 * An event whose settings say what is woven.
 *
 * <p>Each class of the hierarchy defines one setting and no more: flight recorder numbers the settings of a class in
 * the order of its class file when it reads them and in the order of reflection when it checks them, and fails with a
 * ClassCastException where the two differ (17 and 25 do).
 */
abstract class IncludingEvent extends Event {
    @Name("include")
    @Label("Include")
    @Description("Classes to weave: com.acme.** for a package and those below, com.acme.* for one; several with ;")
    @SettingDefinition
    boolean include(IncludeSetting setting) {
        return true;
    }
}
