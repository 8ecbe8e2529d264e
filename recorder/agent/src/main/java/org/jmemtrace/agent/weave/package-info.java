// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Which classes are woven, and how. */
@NullMarked
package org.jmemtrace.agent.weave;

import org.jspecify.annotations.NullMarked;
