// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process, alone or with its descendants, that can be sampled again and again. */
public interface ProcessSource {
    /** The processes as they are now; empty once the root has ended. */
    Sample sample();

    /**
     * From /proc where there is one, else from OSHI; from OSHI all the same with -Djmemtrace.processes=oshi.
     *
     * @param mark in the environment of the root, by which descendants are known whose parent was never seen; OSHI does
     *     not look for it
     */
    static ProcessSource of(long root, boolean withDescendants, Optional<TreeMark> mark) {
        return isLinux() ? ProcTree.of(root, withDescendants, mark) : new OshiTree(root, withDescendants);
    }

    /** Whether the kernel tells of processes in files. */
    static boolean isLinux() {
        return !"oshi".equals(System.getProperty("jmemtrace.processes"))
                && Files.isReadable(Path.of("/proc/self/stat"));
    }
}
