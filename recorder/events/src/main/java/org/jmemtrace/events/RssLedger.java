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

/** One row of what RSS is made of. The rows of one instant sum to RSS at that instant, to the byte. */
@Name("jmemtrace.RssLedger")
@Label("RSS Ledger")
@Category("Java Memory Trace")
@Description("What the resident set is made of: a row for each category, those of one instant sum to RSS")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class RssLedger extends Event {
    /** Its bytes lie on a swap device: a row beside those that make up RSS. */
    public static final String SWAPPED = "swapped";

    /** What no other row has. */
    public static final String UNEXPLAINED = "unexplained";

    @Label("Instant")
    @Description("Nanoseconds since 1970; the same in all rows of an instant")
    public long epochNanos;

    @Label("Category")
    public String category;

    @Label("Resident")
    @DataAmount
    public long residentBytes;

    @Label("Committed")
    @Description("What the category may touch without asking for more; 0 if not known")
    @DataAmount
    public long committedBytes;

    @Label("Source")
    @Description("counted, sampled or inferred")
    public String source;

    @Label("Note")
    @Description("Where a source is missing: what would give it")
    public String note;
}
