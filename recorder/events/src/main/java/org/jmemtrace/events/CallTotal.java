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
 * What all calls of one method took in one thread's tree, callees included; of recursive calls the outermost counts.
 * Exact also where the tree is folded. As with {@link CallNode}, the last event of a root and site replaces earlier
 * ones, and what came before the recording is its baseline.
 */
@Name("jmemtrace.CallTotal")
@Label("Call Total")
@Category("Java Memory Trace")
@Description("Running totals of one method in one thread's tree, with the method's callees")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class CallTotal extends Event {
    @Label("Root Node")
    @Description("The node that is the root of the thread's tree")
    public long root;

    @Label("Site")
    public int site;

    @Label("Allocated")
    @Description("Bytes allocated on the Java heap by the outermost calls of the method")
    @DataAmount
    public long allocatedBytes;

    @Label("Resident Growth")
    @Description("Bytes of pages first touched by the outermost calls of the method")
    @DataAmount
    public long residentBytes;

    @Label("Baseline")
    @Description("The figures when this chunk began: what came before the recording")
    public boolean baseline;
}
