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

/** A category of the JVM's native memory tracking, of any JDK: {@code jdk.NativeMemoryUsage} is only in 20 and later. */
@Name("jmemtrace.NativeMemory")
@Label("Native Memory")
@Category("Java Memory Trace")
@Description("What the JVM says of its native memory, if it runs with -XX:NativeMemoryTracking=summary")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class NativeMemory extends Event {
    @Label("Instant")
    @Description("Nanoseconds since 1970; the same in all categories of an instant")
    public long epochNanos;

    @Label("Category")
    public String category;

    @Label("Reserved")
    @DataAmount
    public long reservedBytes;

    @Label("Committed")
    @DataAmount
    public long committedBytes;

    @Label("Malloc")
    @Description("How much of the committed is malloc's")
    @DataAmount
    public long mallocBytes;
}
