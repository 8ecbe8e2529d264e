// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code record}. It knows the agent as a jar file, the analyzer as a command, and flight recorder by the
 * options of the JVM it starts.
 */
@NullMarked
package org.jmemtrace.cli;

import org.jspecify.annotations.NullMarked;
