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

/** One object of a chosen type was made, and its constructor has returned. Which, say the settings of LiveObjects. */
@Name("jmemtrace.ObjectAllocated")
@Label("Object Allocated")
@Category("Java Memory Trace")
@Description("An object of a chosen type was made by the included classes")
@Enabled(false)
@Registered(false)
@StackTrace(true)
public final class ObjectAllocated extends Event {
    @Label("Serial Number")
    @Description("Of the object, never given twice in a JVM")
    public long serial;

    @Label("Type")
    public String type;

    @Label("Bytes")
    @Description("Shallow size")
    @DataAmount
    public long bytes;

    @Label("Site")
    public int site;
}
