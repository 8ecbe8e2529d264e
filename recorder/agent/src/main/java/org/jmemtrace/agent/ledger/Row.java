// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A category at one instant.
 *
 * @param committedBytes 0 if not known
 * @param source counted or inferred
 * @param note what would give a missing source
 */
record Row(
        String category,
        long residentBytes,
        long committedBytes,
        String source,
        @Nullable String note) {
    static Row counted(String category, long residentBytes, long committedBytes) {
        return new Row(category, residentBytes, committedBytes, "counted", null);
    }

    static Row inferred(String category, long residentBytes, long committedBytes, @Nullable String note) {
        return new Row(category, residentBytes, committedBytes, "inferred", note);
    }
}
