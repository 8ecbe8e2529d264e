// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What holds for all modules together: their arrows, and the whole way from the packed archive. */
@NullMarked
package org.jmemtrace.dist;

import org.jspecify.annotations.NullMarked;
