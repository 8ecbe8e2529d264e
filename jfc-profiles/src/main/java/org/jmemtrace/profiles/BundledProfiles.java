// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The profiles that come with jmemtrace. A jar cannot be listed, so their names stand here; a test compares. */
public final class BundledProfiles {
    private static final List<String> NAMES = List.of("allocations", "calls", "lines", "objects", "process");

    private BundledProfiles() {}

    /** Names without the ending, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Opens the text of a profile.
     *
     * @throws NoSuchFileException if there is none of that name
     */
    public static InputStream open(String name) throws IOException {
        if (!NAMES.contains(name)) {
            throw new NoSuchFileException(name + ".jfc");
        }
        InputStream text = BundledProfiles.class.getResourceAsStream(name + ".jfc");
        if (text == null) {
            throw new NoSuchFileException(name + ".jfc", null, "the jar of the profiles lacks it");
        }
        return text;
    }
}
