// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Which source a counter was read from, and why no better one. */
@Name("jmemtrace.CounterChoice")
@Label("Counter Choice")
@Category("Java Memory Trace")
@Description("Which source a counter is read from, and why no better one")
@Enabled(false)
@Registered(false)
@StackTrace(false)
@Period("beginChunk")
public final class CounterChoice extends Event {
    @Label("Counter")
    @Description("allocated or resident")
    public String counter;

    @Label("Source")
    public String source;

    @Label("Resolution")
    @Description("allocated: exact or off; resident: exact, faults, statm or off")
    public String resolution;

    @Label("Reason")
    @Description("What was tried before this source, and how it failed")
    public String reason;
}
