// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings in, facts out. A file is first scanned for chunks by their headers; each chunk is checked, then read by a
 * parser of its own with a time limit; its events are folded as they stream by. Everything leaves here in bytes and
 * nanoseconds, as it was recorded: corrections are made by the attribution, words by the report.
 */
@NullMarked
package org.jmemtrace.analyzer.reader;

import org.jspecify.annotations.NullMarked;
