// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A label that the program set. Public for those who read recordings; programs call {@link Mark}. */
@Name("jmemtrace.Mark")
@Label("Mark")
@Category("Java Memory Trace")
@Description("A label that the program set at that instant")
@StackTrace(false)
public final class MarkEvent extends Event {
    /** Its own flag is the same: flight recorder knows settings by the event's name. */
    private static final MarkEvent PROBE = new MarkEvent();

    @Label("Text")
    @SuppressWarnings("NullAway.Init") // by who makes one
    public String text;

    /** Whether a recording runs that has labels. */
    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static void write(String text) {
        MarkEvent event = new MarkEvent();
        event.text = text;
        event.commit();
    }
}
