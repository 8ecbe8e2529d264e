// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Answers out, in words and figures: text for people, JSON for programs. One class for each section of the text and one
 * for each format; rounding happens here and in no other place, in {@link org.jmemtrace.analyzer.report.Amounts}.
 */
@NullMarked
package org.jmemtrace.analyzer.report;

import org.jspecify.annotations.NullMarked;
