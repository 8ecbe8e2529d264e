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
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;

/**
 * One pass over a line, or a bytecode, of a woven method during which its own thread's resident growth reached the
 * trigger. Where it is enabled, lines are woven too; which classes, and the trigger, say the settings of
 * {@link CallRss}.
 */
@Name("jmemtrace.LineRss")
@Label("Line Resident Growth")
@Category("Java Memory Trace")
@Description("A line during which its own thread first touched at least the trigger's bytes")
@Enabled(false)
@Registered(false)
@StackTrace(true)
public final class LineRss extends Event {
    @Label("Site")
    public int site;

    @Label("Resident Growth")
    @Description("Bytes of pages first touched by this thread on the line, callees included")
    @DataAmount
    public long residentBytes;

    @Label("Resident Growth, Self")
    @Description("The same without woven callees")
    @DataAmount
    public long residentSelfBytes;

    @Label("RSS")
    @Description("Resident set size of the whole process when the line ended")
    @DataAmount
    public long rssBytes;

    @Label("RSS Change")
    @Description("Change of the process's RSS since the previous event of a call or line, by whatever thread")
    @DataAmount
    public long rssDeltaBytes;

    @Label("Allocated")
    @Description("Bytes that this thread allocated on the Java heap on the line, callees included")
    @DataAmount
    public long allocatedBytes;

    @Label("Allocated, Self")
    @Description("The same without woven callees")
    @DataAmount
    public long allocatedSelfBytes;

    @Label("Exception")
    @Description("Class of the exception that left the line and its method, if one did")
    public String exception;

    @Name("granularity")
    @Label("Granularity")
    @Description("line, or bytecode to tell apart what allocates or calls on one line")
    @SettingDefinition
    boolean granularity(GranularitySetting setting) {
        return true;
    }
}
