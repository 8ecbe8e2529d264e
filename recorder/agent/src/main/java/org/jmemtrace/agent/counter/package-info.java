// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** The sources of the two counters: found by trying, opened per thread. */
@NullMarked
package org.jmemtrace.agent.counter;

import org.jspecify.annotations.NullMarked;
