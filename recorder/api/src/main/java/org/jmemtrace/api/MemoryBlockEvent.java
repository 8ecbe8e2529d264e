// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a block of the program cost. Public for those who read recordings; programs call {@link MemoryBlock}. */
@Name("jmemtrace.MemoryBlock")
@Label("Memory Block")
@Category("Java Memory Trace")
@Description("What happened to memory within a block of the program; -1 is not known")
@StackTrace(false)
public final class MemoryBlockEvent extends Event {
    public static final long UNKNOWN = -1;

    /** Its own flag is the same: flight recorder knows settings by the event's name. */
    private static final MemoryBlockEvent PROBE = new MemoryBlockEvent();

    @Label("Name")
    @SuppressWarnings("NullAway.Init") // by who makes one
    public String name;

    @Label("Allocated")
    @Description("By the thread that opened the block, without what blocks themselves took")
    @DataAmount
    public long allocatedBytes;

    @Label("RSS Before")
    @DataAmount
    public long rssBeforeBytes = UNKNOWN;

    @Label("RSS After")
    @DataAmount
    public long rssAfterBytes = UNKNOWN;

    @Label("RSS Change")
    @Description("Of the process, whoever caused it; 0 if RSS is not known")
    @DataAmount
    public long rssDeltaBytes;

    @Label("Heap Before")
    @Description("Used of the Java heap after collections; only of blocks that ask for it")
    @DataAmount
    public long heapBeforeBytes = UNKNOWN;

    @Label("Heap After")
    @Description("Used of the Java heap after collections; only of blocks that ask for it")
    @DataAmount
    public long heapAfterBytes = UNKNOWN;

    @Label("Retained")
    @Description("Of the Java heap, whoever holds it; 0 if heap before or after is not known")
    @DataAmount
    public long retainedBytes;

    @Label("Tool")
    @Description("What blocks and labels within allocated, which has been taken off")
    @DataAmount
    public long toolBytes;

    /** Whether a recording runs that has blocks. */
    static boolean isWanted() {
        return PROBE.isEnabled();
    }
}
