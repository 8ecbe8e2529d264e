// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** The command {@code analyze}: from recordings to a report. Its layers are reader, attribution and report, in that order. */
@NullMarked
package org.jmemtrace.analyzer;

import org.jspecify.annotations.NullMarked;
