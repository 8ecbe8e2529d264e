// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One object became unreachable, finalized if need be, and a collection found it so. */
@Name("jmemtrace.ObjectFreed")
@Label("Object Freed")
@Category("Java Memory Trace")
@Description("An object that was allocated here became unreachable, and a collection found it so")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ObjectFreed extends Event {
    @Label("Serial Number")
    public long serial;

    @Label("Age")
    @Description("From its making to when it was found unreachable")
    @Timespan(Timespan.NANOSECONDS)
    public long age;
}
