// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;

/**
 * Who holds an old object that the JVM sampled.
 *
 * @param type of the object
 * @param links from the object outwards: each the type and field, or array, that refers to the one before
 * @param root what kind of root the last hangs on; empty if the JVM did not say
 * @param frames the stack where the object was made
 */
public record Holders(String type, List<String> links, String root, List<String> frames) {
    public Holders {
        links = List.copyOf(links);
        frames = List.copyOf(frames);
    }
}
