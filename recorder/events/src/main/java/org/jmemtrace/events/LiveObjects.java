// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Running totals of the objects of one type that one place made. The last event of a type and site replaces all earlier
 * ones; what a recording saw is its last figure less its baseline, where it has one. Its settings decide what is woven.
 */
@Name("jmemtrace.LiveObjects")
@Label("Live Objects")
@Category("Java Memory Trace")
@Description("Running totals of the objects of one type that one place made")
@Enabled(false)
@Registered(false)
@StackTrace(false)
@Period("1 s")
public final class LiveObjects extends CollectingEvent {
    @Label("Type")
    @Description("Name as in source code, as com.acme.Cart or byte[]")
    public String type;

    @Label("Site")
    public int site;

    @Label("New")
    @Description("Objects made since the JVM began, followed or not")
    public long newCount;

    @Label("New Bytes")
    @Description("Shallow bytes of these")
    @DataAmount
    public long newBytes;

    @Label("Untracked")
    @Description("Objects that were counted and not followed: whether they live is not known")
    public long untrackedCount;

    @Label("Freed")
    @Description("Followed objects that became unreachable and were found so by a collection")
    public long freedCount;

    @Label("Live")
    @Description("Followed objects that were not found unreachable so far")
    public long liveCount;

    @Label("Live Bytes")
    @DataAmount
    public long liveBytes;

    @Label("Median Age")
    @Description("Of the live objects; at the begin and end of a chunk only")
    @Timespan(Timespan.NANOSECONDS)
    public long medianAge;

    @Label("95th Percentile Age")
    @Timespan(Timespan.NANOSECONDS)
    public long highAge;

    @Label("Oldest Age")
    @Timespan(Timespan.NANOSECONDS)
    public long oldestAge;

    @Label("Finalizer Pending")
    @Description("Live objects that only a finalizer that has not run or ended keeps")
    public long finalizerPendingCount;

    @Label("Softly Reachable")
    @Description("Objects, among the freed, that the third collection on stop freed because it cleared soft references")
    public long softlyReachableCount;

    @Label("Collections")
    @Description("Collections that were run for this figure, all references processed; 0 in between")
    public int collections;

    @Label("Baseline")
    @Description("The figures when this chunk began: what came before the recording")
    public boolean baseline;

    @Name("track")
    @Label("Track")
    @Description("on to follow objects until they are freed, off to count only")
    @SettingDefinition
    boolean track(TrackSetting setting) {
        return true;
    }
}
