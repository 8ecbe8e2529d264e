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

/** Page faults of one native thread since it began: what GC, compiler and other unwoven threads first touched. */
@Name("jmemtrace.ThreadSample")
@Label("Thread Sample")
@Category("Java Memory Trace")
@Description("Page faults of one thread of the process since the thread began")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ThreadSample extends Event {
    @Label("OS Thread Id")
    public long osThreadId;

    @Label("Java Thread Id")
    @Description("0 if the thread ran no woven code")
    public long javaThreadId;

    @Label("Name")
    public String name;

    @Label("Minor Faults")
    @Description("Pages first touched without reading them from disk")
    public long minorFaults;

    @Label("Major Faults")
    @Description("Pages that had to be read from disk")
    public long majorFaults;
}
