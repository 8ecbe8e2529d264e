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

/** Which JVM was recorded: {@code jdk.JVMInformation} without the command line, which can hold secrets. */
@Name("jmemtrace.JvmInfo")
@Label("JVM")
@Category("Java Memory Trace")
@Description("Which JVM was recorded, without its command line")
@Enabled(false)
@Registered(false)
@StackTrace(false)
@Period("beginChunk")
public final class JvmInfo extends Event {
    @Label("Process Id")
    public long pid;

    @Label("Name")
    public String name;

    @Label("Version")
    @Description("As in java.runtime.version")
    public String version;

    @Label("Vendor")
    public String vendor;
}
