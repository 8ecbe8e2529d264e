// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.io.IOException;
import java.io.OutputStream;

/** A file format of another tool. */
public interface Format {
    /**
     * Writes a document.
     *
     * @param metric that it is of, or shows first if it can hold several
     */
    void write(Stacks stacks, Metric metric, OutputStream out) throws IOException;
}
