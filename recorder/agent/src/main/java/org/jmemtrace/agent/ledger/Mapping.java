// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

/**
 * One mapping of the process, of /proc/self/smaps.
 *
 * @param permissions as in {@code rw-p}
 * @param name of the file, or as in {@code [heap]}; empty if it is anonymous
 * @param noReserve whether it takes no share of the system's commit limit: what malloc's arenas keep from their
 *     mapping, and what the JVM's lose when they are committed
 * @param noHugePages what the kernel (from 6.7 on) sets for stacks
 */
record Mapping(
        long start,
        long end,
        String permissions,
        String name,
        long rssBytes,
        long swapBytes,
        boolean noReserve,
        boolean noHugePages) {
    boolean accessible() {
        return permissions.charAt(0) == 'r' || writable() || executable();
    }

    boolean writable() {
        return permissions.charAt(1) == 'w';
    }

    boolean executable() {
        return permissions.charAt(2) == 'x';
    }

    /** Memory that is no file's and no other process's, and that has no name. */
    boolean anonymous() {
        return permissions.charAt(3) == 'p' && (name.isEmpty() || name.startsWith("[anon"));
    }

    boolean file() {
        return name.startsWith("/") && !name.startsWith("/memfd:java_heap");
    }

    long bytes() {
        return end - start;
    }
}
