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

/** What the container has of the memory that it may take, all its processes together. */
@Name("jmemtrace.ContainerMemory")
@Label("Container Memory")
@Category("Java Memory Trace")
@Description("What the container, or another control group with a limit, has of the memory that it may take")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ContainerMemory extends Event {
    @Label("Limit")
    @Description("Where the kernel kills; the tightest of the groups around the process")
    @DataAmount
    public long limitBytes;

    @Label("Usage")
    @Description("With the page cache, of which the kernel frees what it can before it kills")
    @DataAmount
    public long usageBytes;

    @Label("Working Set")
    @Description("Usage without inactive file pages: what Kubernetes judges by")
    @DataAmount
    public long workingSetBytes;

    @Label("Version of Control Groups")
    public int cgroupVersion;
}
