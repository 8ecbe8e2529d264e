// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * What the calls of one method took in one thread's tree during the recording, callees included; of recursive calls
 * the outermost counts. Exact also where the recorder folded the tree.
 */
public record SiteTotals(int site, long allocatedBytes, long residentBytes) {}
