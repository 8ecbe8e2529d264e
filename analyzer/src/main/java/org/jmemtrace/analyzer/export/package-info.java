// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** A recording's stacks, in the formats of other tools. Whatever the format, the sums are the report's. */
@NullMarked
package org.jmemtrace.analyzer.export;

import org.jspecify.annotations.NullMarked;
