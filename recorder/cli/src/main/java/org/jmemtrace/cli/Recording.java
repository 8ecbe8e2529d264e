// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;

/**
 * A recording where the user wants it.
 *
 * @param pid of the JVM
 * @param salvaged whether the JVM ended without writing it, so that this is what it had flushed, to a second or so
 */
record Recording(Path file, long bytes, long pid, boolean salvaged) {}
