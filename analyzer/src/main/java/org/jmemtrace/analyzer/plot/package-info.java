// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Pictures of a recording: memory, CPU and page faults over time. */
@NullMarked
package org.jmemtrace.analyzer.plot;

import org.jspecify.annotations.NullMarked;
