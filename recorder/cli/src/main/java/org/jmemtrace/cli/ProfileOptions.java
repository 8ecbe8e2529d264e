// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** The options that say what is recorded. */
final class ProfileOptions {
    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            defaultValue = "calls",
            description = "Bundled profile or .jfc file (calls)")
    private String profile = "calls";

    @Option(names = "--include", paramLabel = "GLOB", description = "Classes to weave, as com.acme.** (all)")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Classes not to weave (none)")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--trigger", paramLabel = "SIZE", description = "Resident growth that makes a call an event (4KiB)")
    private Optional<String> trigger = Optional.empty();

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between process samples (1s)")
    private Optional<String> interval = Optional.empty();

    @Option(
            names = "--granularity",
            paramLabel = "WHAT",
            description = "With -p lines: line, or bytecode to tell apart what is on one line (line)")
    private Optional<String> granularity = Optional.empty();

    @Option(names = "--types", paramLabel = "GLOB", description = "With -p objects: of which types (the program's)")
    private List<String> types = new ArrayList<>();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any other control of the profile")
    private List<String> others = new ArrayList<>();

    String profile() {
        return profile;
    }

    /** Values for the profile's controls. */
    SortedMap<String, String> values(Home home) throws IOException {
        Controls controls = new Controls()
                .globs("include", include)
                .globs("exclude", exclude)
                .globs("types", types);
        others.forEach(controls::assignment);
        trigger.ifPresent(size -> controls.size("trigger", size));
        interval.ifPresent(time -> controls.period("interval", time));
        granularity.ifPresent(what -> controls.oneOf("granularity", List.of("line", "bytecode"), what));
        return controls.forProfile(new Profiles(home.profiles()).read(profile));
    }
}
