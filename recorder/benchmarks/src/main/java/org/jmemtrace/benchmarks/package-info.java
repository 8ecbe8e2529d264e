// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Benchmarks, run by hand. */
@NullMarked
package org.jmemtrace.benchmarks;

import org.jspecify.annotations.NullMarked;
