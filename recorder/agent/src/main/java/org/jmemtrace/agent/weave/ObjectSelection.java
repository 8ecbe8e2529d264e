// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * Which objects are counted.
 *
 * @param sites the classes in whose code they are made
 * @param types their types
 */
public record ObjectSelection(Selection sites, TypeSelection types) {
    /** Nothing. */
    public static ObjectSelection none() {
        return new ObjectSelection(Selection.none(), TypeSelection.of("", ""));
    }

    /** Whether a class is to be woven. */
    public boolean contains(@Nullable ClassLoader loader, String className) {
        return sites.contains(loader, className);
    }
}
