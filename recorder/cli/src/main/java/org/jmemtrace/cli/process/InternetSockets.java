// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which sockets are TCP or UDP ones, by inode. Linux tells it for a whole network namespace (a container has one of its
 * own), so that is read once a sample, and not at all while no process has a socket open.
 */
final class InternetSockets {
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");

    private final ProcText text = new ProcText();
    private final Map<String, Optional<Set<Long>>> byNamespace = new HashMap<>();

    /** Forgets what was read for the last sample. */
    void renew() {
        byNamespace.clear();
    }

    /** How many of these sockets are TCP or UDP ones; empty if that is not told. */
    OptionalLong count(String process, Set<Long> sockets) {
        if (sockets.isEmpty()) {
            return OptionalLong.of(0);
        }
        Optional<Set<Long>> known = namespace(process).flatMap(namespace -> {
            Optional<Set<Long>> earlier = byNamespace.get(namespace);
            return earlier != null ? earlier : read(namespace, process);
        });
        return known.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(sockets.stream().filter(known.get()::contains).count());
    }

    private static Optional<String> namespace(String process) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(Path.of(process + "/ns/net")).toString());
        } catch (IOException goneOrDenied) {
            return Optional.empty();
        }
    }

    private Optional<Set<Long>> read(String namespace, String process) {
        Set<Long> inodes = new HashSet<>();
        boolean any = false;
        for (String table : TABLES) {
            if (text.read(process + "/net/" + table)) { // IPv6 can be absent
                any = true;
                addInodes(inodes);
            }
        }
        Optional<Set<Long>> found = any ? Optional.of(inodes) : Optional.empty();
        byNamespace.put(namespace, found);
        return found;
    }

    /** {@code 0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 1 ...}: 12345. */
    private void addInodes(Set<Long> inodes) {
        while (text.nextLine()) {
            if (text.skipFields(9)) {
                text.number().ifPresent(inodes::add);
            }
        }
    }
}
