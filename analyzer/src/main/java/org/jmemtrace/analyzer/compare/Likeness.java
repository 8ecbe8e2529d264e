// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Jvm;

/** Why two recordings cannot be compared: then their difference is not the program's. */
final class Likeness {
    private Likeness() {}

    /** A sentence each; none if they can. */
    static List<String> differences(Profile base, Profile now) {
        Jvm one = base.recording().jvm();
        Jvm other = now.recording().jvm();
        List<String> found = new ArrayList<>();
        add(found, "JDK", feature(one.version()), feature(other.version()));
        add(found, "collector", one.collector(), other.collector());
        add(found, "heap limit", megabytes(one), megabytes(other));
        add(found, "allocation", kind(base), kind(now));
        return found;
    }

    private static void add(List<String> found, String what, String base, String now) {
        if (!base.isEmpty() && !now.isEmpty() && !Objects.equals(base, now)) {
            found.add(what + " " + base + " and " + now);
        }
    }

    private static String feature(String version) {
        String number = version.startsWith("1.") ? version.substring(2) : version;
        return number.split("\\D", 2)[0];
    }

    private static String megabytes(Jvm jvm) {
        return jvm.maxHeapBytes() == 0 ? "" : (jvm.maxHeapBytes() >> 20) + "m";
    }

    private static String kind(Profile profile) {
        if (profile.hasMethods()) {
            return "counted";
        }
        return profile.sampledTypes().isEmpty() ? "" : "sampled";
    }
}
