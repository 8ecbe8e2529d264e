// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What programs may call; it works with the agent and without, and costs next to nothing while nothing is recorded. */
@NullMarked
package org.jmemtrace.api;

import org.jspecify.annotations.NullMarked;
