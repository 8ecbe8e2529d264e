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

/** What one kind of probe costs here, measured in this JVM after warm-up. */
@Name("jmemtrace.ProbeCost")
@Label("Probe Cost")
@Category("Java Memory Trace")
@Description("What one kind of probe costs, measured in this JVM after warm-up")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ProbeCost extends Event {
    @Label("Probe")
    public String probe;

    @Label("Calls")
    @Description("How often the program has run it")
    public long calls;

    @Label("Nanoseconds per Call")
    public double nanosPerCall;

    @Label("Allocated per Call")
    @DataAmount
    public long bytesPerCall;
}
