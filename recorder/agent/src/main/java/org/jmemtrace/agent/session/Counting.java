// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.agent.weave.NativeMethods;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.TriggerSetting;
import org.jmemtrace.probes.Threads;
import org.jspecify.annotations.Nullable;

/**
 * What woven code counts with. Set up and warmed up when a recording first wants calls: until then no counter is
 * opened, JNA is not loaded, and no class of the probes is initialized, which samples of the process alone do not need.
 * It counts from when the first class is about to be woven, which may be never.
 *
 * <p>Assumption: that comes in the middle of a class's loading, under locks of the program. Guarantee: what is done
 * then loads and initializes no class, and takes no lock but those of this package and of the probes.
 */
final class Counting {
    private final Failures failures;
    private final SiteNumbers sites;
    private final NativeMethods natives;
    private final Collection<byte[]> classFiles;
    private @Nullable Calls loaded;
    private volatile @Nullable Calls calls;
    private boolean wanted;
    private boolean on;

    /** @param classFiles some class files, for the warm-up */
    Counting(Failures failures, SiteNumbers sites, NativeMethods natives, Collection<byte[]> classFiles) {
        this.failures = failures;
        this.natives = natives;
        this.sites = sites;
        this.classFiles = List.copyOf(classFiles);
    }

    /** Chooses the counters and loads all that a probe can come to, unless that was done. */
    synchronized Calls load() {
        Calls found = loaded;
        if (found == null) {
            found = new Calls(failures, sites, natives);
            found.install();
            WarmUp.load(found, classFiles);
            WarmUp.run(found); // before the first sample of RSS: what it touches is not the program's growth
            loaded = found;
        }
        return found;
    }

    /** From here on woven code counts, once there is some. */
    synchronized void start() {
        wanted = true;
        follow();
    }

    synchronized void stop() {
        wanted = false;
        follow();
    }

    /** Called before the first class is woven; others wait. */
    synchronized void begin() {
        calls = load();
        follow();
    }

    private void follow() {
        Calls ready = calls;
        if (ready == null || on == wanted) {
            return;
        }
        on = wanted;
        if (wanted) {
            ready.trigger().set(TriggerSetting.currentBytes());
            Threads.start();
            ready.clock().start();
        } else {
            Threads.stop();
            ready.clock().stop();
        }
    }

    /** Empty if nothing was woven so far. */
    Optional<Calls> calls() {
        return Optional.ofNullable(calls);
    }
}
