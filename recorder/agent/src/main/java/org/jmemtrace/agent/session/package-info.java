// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What happens between the start and the end of a recording: weaving, sampling, writing. */
@NullMarked
package org.jmemtrace.agent.session;

import org.jspecify.annotations.NullMarked;
