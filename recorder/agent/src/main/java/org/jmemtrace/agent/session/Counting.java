// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What woven code counts with, set up when a recording first wants calls. Until then no counter is opened, JNA is not
 * loaded, and no class of the probes is initialized: samples of the process alone do not need them.
 */
final class Counting {
    private final Failures failures;
    private final SiteNumbers sites;
    private final Collection<byte[]> classFiles;
    private volatile @Nullable Calls calls;

    /** @param classFiles some class files, for the warm-up */
    Counting(Failures failures, SiteNumbers sites, Collection<byte[]> classFiles) {
        this.failures = failures;
        this.sites = sites;
        this.classFiles = List.copyOf(classFiles);
    }

    /** Sets it up and warms it up, unless that was done. */
    synchronized Calls begin() {
        Calls begun = calls;
        if (begun == null) {
            begun = new Calls(failures, sites);
            begun.install();
            WarmUp.run(begun, classFiles);
            calls = begun;
        }
        return begun;
    }

    /** Empty if no recording has wanted calls so far. */
    Optional<Calls> calls() {
        return Optional.ofNullable(calls);
    }
}
