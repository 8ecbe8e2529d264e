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
import jdk.jfr.Timespan;

/** One process of the tree at one instant, as the operating system sees it. */
@Name("jmemtrace.ProcessSample")
@Label("Process Sample")
@Category("Java Memory Trace")
@Description("One process at one instant, as the operating system sees it")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class ProcessSample extends Event {
    @Label("Process Id")
    public long pid;

    @Label("Parent Process Id")
    public long ppid;

    @Label("Name")
    public String name;

    @Label("Command Line")
    @Description("With values that look like secrets left out")
    public String cmdLine;

    @Label("Threads")
    public int threads;

    @Label("Virtual Size")
    @DataAmount
    public long vmSize;

    @Label("RSS")
    @Description("Resident set size: pages of the process that are in RAM")
    @DataAmount
    public long vmRss;

    @Label("RSS, Anonymous")
    @DataAmount
    public long rssAnon;

    @Label("RSS, Files")
    @DataAmount
    public long rssFile;

    @Label("RSS, Shared Memory")
    @DataAmount
    public long rssShmem;

    @Label("Swapped")
    @DataAmount
    public long swap;

    @Label("PSS")
    @Description("RSS with each shared page divided by its users; renewed less often than RSS, 0 until first read")
    @DataAmount
    public long pss;

    @Label("USS")
    @Description("RSS without shared pages; renewed less often than RSS, 0 until first read")
    @DataAmount
    public long uss;

    @Label("Minor Faults")
    @Description("Of all threads that the process has or had")
    public long minorFaults;

    @Label("Major Faults")
    public long majorFaults;

    @Label("User Time")
    @Timespan(Timespan.NANOSECONDS)
    public long user;

    @Label("System Time")
    @Timespan(Timespan.NANOSECONDS)
    public long system;

    @Label("Open Files")
    public int openFiles;

    @Label("Network Connections")
    @Description("TCP and UDP sockets that have an address")
    public int netConnections;

    @Label("Context Switches")
    public long contextSwitches;

    @Label("Status")
    public String status;

    @Label("Not Known")
    @Description(
            "Names of the fields that the system did not tell, or not to this user, and that are 0 for that reason")
    public String unknown;
}
