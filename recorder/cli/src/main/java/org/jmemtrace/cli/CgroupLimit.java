// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The most memory that the container, or any group of processes around this one, may take.
 *
 * @param source the file that says so
 */
record CgroupLimit(long bytes, String source) {
    private static final String ROOT = "/sys/fs/cgroup";

    /** Version 1 says "none" with a number near the largest one there is. */
    private static final long NO_LIMIT_BYTES = 1L << 60;

    /** The tightest limit on the way from this process's group up to the root; empty if there is none. */
    static Optional<CgroupLimit> find() {
        Optional<CgroupLimit> tightest = Optional.empty();
        for (String line : ProcFile.lines("/proc/self/cgroup")) {
            String[] parts = line.split(":", 3); // id:controllers:path, with no controllers in version 2
            boolean version2 = parts[1].isEmpty();
            if (!version2 && !parts[1].equals("memory")) {
                continue;
            }
            Path top = Path.of(version2 ? ROOT : ROOT + "/memory");
            String file = version2 ? "memory.max" : "memory.limit_in_bytes";
            // Within a container the path may be the host's: then only the top is there.
            Path group = top.resolve(parts[2].substring(1)).normalize();
            for (Path at = group; at != null && at.startsWith(top); at = at.getParent()) {
                tightest = tighter(tightest, read(at.resolve(file).toString()));
            }
        }
        return tightest;
    }

    private static Optional<CgroupLimit> read(String file) {
        return ProcFile.text(file)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> new CgroupLimit(Long.parseLong(text), file))
                .filter(limit -> limit.bytes() < NO_LIMIT_BYTES);
    }

    private static Optional<CgroupLimit> tighter(Optional<CgroupLimit> one, Optional<CgroupLimit> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().bytes() <= other.get().bytes() ? one : other;
    }

    @Override
    public String toString() {
        return new ByteSize(bytes) + " (" + source + ")";
    }
}
