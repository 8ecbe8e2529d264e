// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Facts in, answers out: which methods took what, who touched the rest, what the tool's share is, where RSS goes. The
 * only place where figures are corrected. All amounts are exact sums of {@code long}s; no words, no rounding.
 */
@NullMarked
package org.jmemtrace.analyzer.attribution;

import org.jspecify.annotations.NullMarked;
