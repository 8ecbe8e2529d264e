// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What one recording, or several, have more or less of than others, what of that is noise, and what is too much. */
@NullMarked
package org.jmemtrace.analyzer.compare;

import org.jspecify.annotations.NullMarked;
