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

/** What the recorder did and could not do, from the start of the JVM to the end of the chunk. */
@Name("jmemtrace.RecorderStatus")
@Label("Recorder Status")
@Category("Java Memory Trace")
@Description("What the recorder did and could not do since the JVM began")
@Enabled(false)
@Registered(false)
@StackTrace(false)
@Period("endChunk")
public final class RecorderStatus extends Event {
    @Label("Version")
    public String version;

    @Label("Woven Classes")
    public long wovenClasses;

    @Label("Woven Methods")
    public long wovenMethods;

    @Label("Skipped Methods")
    @Description("Methods of included classes left as they were: too long, or in a form that is not woven")
    public long skippedMethods;

    @Label("Failed Classes")
    @Description("Included classes left as they were because weaving them failed")
    public long failedClasses;

    @Label("First Failure")
    public String firstFailure;

    @Label("Tree Nodes")
    public long treeNodes;

    @Label("Folded Nodes")
    @Description("Nodes made after the tree was full: their self figures are exact, their callers are not known")
    public long foldedNodes;

    @Label("Raised Triggers")
    @Description("How often the trigger was doubled because calls reached it too often to write each")
    public long raisedTriggers;

    @Label("Threads without Ring")
    @Description(
            "Threads whose page faults were asked for by system call because the kernel refused a counter that tells")
    public long refusedRings;

    @Label("Errors")
    @Description("Failures inside the recorder that were kept from the program")
    public long errors;

    @Label("First Error")
    public String firstError;
}
