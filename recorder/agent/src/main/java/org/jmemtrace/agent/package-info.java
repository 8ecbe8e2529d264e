// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** The agent's entry point: all of it that the program can see. */
@NullMarked
package org.jmemtrace.agent;

import org.jspecify.annotations.NullMarked;
