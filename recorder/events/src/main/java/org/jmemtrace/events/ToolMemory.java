// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Memory that the recorder itself holds in the program's process, one event for each kind. */
@Name("jmemtrace.ToolMemory")
@Label("Tool Memory")
@Category("Java Memory Trace")
@Description("Memory that the recorder itself holds in the program's process")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ToolMemory extends Event {
    @Label("Kind")
    public String kind;

    @Label("Bytes")
    @DataAmount
    public long bytes;
}
