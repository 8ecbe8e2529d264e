// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;

/** One call of a woven method whose own-thread resident growth reached the trigger. Its settings decide what is woven. */
@Name("jmemtrace.CallRss")
@Label("Call Resident Growth")
@Category("Java Memory Trace")
@Description("A call during which its own thread first touched at least the trigger's bytes")
@Enabled(false)
@Registered(false)
@StackTrace(true)
public final class CallRss extends SelectingEvent {
    @Label("Site")
    public int site;

    @Label("Resident Growth")
    @Description("Bytes of pages first touched by this thread during the call, callees included")
    @DataAmount
    public long residentBytes;

    @Label("Resident Growth, Self")
    @Description("The same without woven callees")
    @DataAmount
    public long residentSelfBytes;

    @Label("RSS")
    @Description("Resident set size of the whole process when the call ended")
    @DataAmount
    public long rssBytes;

    @Label("RSS Change")
    @Description("Change of the process's RSS since the previous event of this kind, by whatever thread")
    @DataAmount
    public long rssDeltaBytes;

    @Label("Allocated")
    @Description("Bytes that this thread allocated on the Java heap during the call, callees included")
    @DataAmount
    public long allocatedBytes;

    @Label("Allocated, Self")
    @Description("The same without woven callees")
    @DataAmount
    public long allocatedSelfBytes;

    @Label("Exception")
    @Description("Class of the exception that ended the call, if one did")
    public String exception;

    @Name("trigger")
    @Label("Trigger")
    @Description("Own-thread resident growth that makes a call worth an event: 4 KiB, 1m, 0 for every call")
    @SettingDefinition
    boolean trigger(TriggerSetting setting) {
        return true;
    }
}
