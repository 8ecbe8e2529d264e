// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The same event with the stack of who set the label: flight recorder takes stacks for all events of a class or for
 * none, and goes by names only for settings.
 */
@Name("jmemtrace.Mark")
@Label("Mark")
@Category("Java Memory Trace")
@Description("A label that the program set at that instant")
@StackTrace(true)
final class StackMarkEvent extends Event {
    @Label("Text")
    @Nullable String text;

    static void write(String text) {
        StackMarkEvent event = new StackMarkEvent();
        event.text = text;
        event.commit();
    }
}
