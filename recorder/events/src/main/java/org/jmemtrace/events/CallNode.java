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

/**
 * The running totals of one node of a thread's calling-context tree. The last event of a node replaces all earlier
 * ones; what a recording saw of a node is its last figure less its baseline, where it has one, else less zero.
 */
@Name("jmemtrace.CallNode")
@Label("Call Node")
@Category("Java Memory Trace")
@Description("Running totals of one node of a thread's calling-context tree, without the node's callees")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class CallNode extends Event {
    @Label("Node")
    public long node;

    @Label("Parent Node")
    @Description("0 for the root of a thread")
    public long parent;

    @Label("Site")
    public int site;

    @Label("Calls")
    public long calls;

    @Label("Allocated")
    @Description("Bytes handed out on the Java heap since the node was made")
    @DataAmount
    public long allocatedBytes;

    @Label("Resident Growth")
    @Description("Bytes of pages first touched since the node was made")
    @DataAmount
    public long residentBytes;

    @Label("OS Thread Id")
    public long osThreadId;

    @Label("Java Thread Id")
    public long javaThreadId;

    @Label("Baseline")
    @Description("The node's figures when this chunk began: what came before the recording")
    public boolean baseline;
}
