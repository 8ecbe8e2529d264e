// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control group around this process with a limit of memory, as a container is one (cgroups(7), the kernel's
 * cgroup-v2.rst and cgroup-v1/memory.rst).
 *
 * @param version 1 or 2
 */
public record MemoryCgroup(Path directory, int version) {
    /** In place of a limit. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** Version 1 says "none" with a number near the largest one there is. */
    private static final long LEAST_NO_LIMIT_BYTES = 1L << 60;

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /** The one with the tightest limit on the way from this process's group up to the root; empty if there is none. */
    public static Optional<MemoryCgroup> tightest() {
        return tightest(lines(Path.of("/proc/self/cgroup")), ROOT);
    }

    /** The same, for what another place says. */
    static Optional<MemoryCgroup> tightest(List<String> groups, Path root) {
        Optional<MemoryCgroup> tightest = Optional.empty();
        for (String line : groups) {
            String[] parts = line.split(":", 3); // id:controllers:path, with no controllers in version 2
            if (parts.length < 3 || !parts[2].startsWith("/")) {
                continue;
            }
            boolean second = parts[1].isEmpty();
            if (!second && !List.of(parts[1].split(",")).contains("memory")) {
                continue;
            }
            Path unified = root.resolve("unified"); // where both versions are mounted
            Path top = !second ? root.resolve("memory") : Files.isDirectory(unified) ? unified : root;
            // Within a container the path may be the host's, or lead out of what is seen: then only the top is there.
            Path group = top.resolve(parts[2].substring(1)).normalize();
            for (Path at = group.startsWith(top) ? group : top; at != null && at.startsWith(top); at = at.getParent()) {
                MemoryCgroup found = new MemoryCgroup(at, second ? 2 : 1);
                long limit = found.limitBytes();
                if (limit < tightest.map(MemoryCgroup::limitBytes).orElse(NO_LIMIT)) {
                    tightest = Optional.of(found);
                }
            }
        }
        return tightest;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException none) {
            return List.of();
        }
    }

    /** What says how much it may take. */
    public Path limitFile() {
        return directory.resolve(version == 2 ? "memory.max" : "memory.limit_in_bytes");
    }

    /** What all its processes may take together; {@link #NO_LIMIT} if there is none, or no more. */
    public long limitBytes() {
        long bytes = number(limitFile(), NO_LIMIT);
        return bytes >= LEAST_NO_LIMIT_BYTES ? NO_LIMIT : bytes;
    }

    /** What they take now, with the page cache; 0 if it does not say. */
    public long usageBytes() {
        return number(directory.resolve(version == 2 ? "memory.current" : "memory.usage_in_bytes"), 0);
    }

    /** The same without inactive file pages, which the kernel takes back first. */
    public long workingSetBytes() {
        String key = version == 2 ? "inactive_file " : "total_inactive_file ";
        long inactive = 0;
        for (String line : lines(directory.resolve("memory.stat"))) {
            if (line.startsWith(key)) {
                inactive = number(line.substring(key.length()), 0);
            }
        }
        return Math.max(0, usageBytes() - inactive);
    }

    private static long number(Path file, long otherwise) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? otherwise : number(lines.get(0), otherwise);
    }

    /** Version 2 says "max" where there is no limit. */
    private static long number(String text, long otherwise) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }
}
