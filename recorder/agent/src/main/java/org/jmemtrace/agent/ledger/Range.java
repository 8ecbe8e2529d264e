// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

/** Addresses from the start up to the end, without it, and whose they are. */
record Range(long start, long end, Part part) {
    boolean holds(long address) {
        return address >= start && address < end;
    }
}
