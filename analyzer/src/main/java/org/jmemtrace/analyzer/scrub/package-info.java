// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Takes what may be secret out of a recording, byte for byte in place. */
@NullMarked
package org.jmemtrace.analyzer.scrub;

import org.jspecify.annotations.NullMarked;
