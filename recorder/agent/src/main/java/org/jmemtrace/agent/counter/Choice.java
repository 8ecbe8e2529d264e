// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

/**
 * Which source a counter is read from.
 *
 * @param counter allocated or resident
 * @param resolution one of the words of the report's {@code resolution}
 * @param reason what was tried before, and how it failed; empty if this is the best there is
 */
public record Choice(String counter, String source, String resolution, String reason) {
    /** Why a source cannot be read: what an exception began with, in one line. */
    static String reason(Throwable refused) {
        Throwable first = refused;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = String.valueOf(first.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
