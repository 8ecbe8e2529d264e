// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.OptionalLong;
import java.util.function.Function;

/** The numbers of an observation: their key in files, and their column's title. */
enum Field {
    RSS("rssBytes", "RSS", Observation::rssBytes),
    PSS("pssBytes", "PSS", Observation::pssBytes),
    USS("ussBytes", "USS", Observation::ussBytes),
    SIZE("sizeBytes", "SIZE", Observation::sizeBytes),
    USER("userNanos", "USER", Observation::userNanos),
    SYSTEM("systemNanos", "SYS", Observation::systemNanos),
    THREADS("threads", "THR", Observation::threads),
    FAULTS("minorFaults", "FAULTS", Observation::minorFaults),
    MAJOR("majorFaults", "MAJOR", Observation::majorFaults),
    SWITCHES("contextSwitches", "CTX", Observation::contextSwitches),
    FILES("openFiles", "FILES", Observation::openFiles),
    SOCKETS("sockets", "SOCK", Observation::sockets);

    final String key;
    final String title;
    private final Function<Observation, OptionalLong> getter;

    Field(String key, String title, Function<Observation, OptionalLong> getter) {
        this.key = key;
        this.title = title;
        this.getter = getter;
    }

    OptionalLong of(Observation observation) {
        return getter.apply(observation);
    }

    boolean isBytes() {
        return key.endsWith("Bytes");
    }

    boolean isNanos() {
        return key.endsWith("Nanos");
    }
}
