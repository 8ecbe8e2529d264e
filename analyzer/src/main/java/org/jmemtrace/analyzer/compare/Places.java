// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jmemtrace.analyzer.attribution.AllocationRow;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;

/**
 * What each line allocated, of methods where lines are not told apart, in a way that two builds of a program can be laid
 * beside each other: names that the compiler and the JVM number anew are without numbers.
 *
 * @param byMethod by line in each, 0 where lines are not told apart
 */
record Places(Map<Method, TreeMap<Integer, Taken>> byMethod) {
    private static final Pattern NUMBERED =
            Pattern.compile("\\$\\$Lambda[$/.0-9a-fx]*|(?<=lambda\\$\\w{1,80}\\$)\\d+$|(?<=Proxy)\\d+$");

    /** @param name with the class, without numbers */
    record Method(String name, String descriptor) {}

    /** @param uncertain half the width of its interval, 0 if it was counted */
    record Taken(double bytes, double uncertain) {
        static final Taken NOTHING = new Taken(0, 0);

        Taken plus(Taken other) {
            return new Taken(bytes + other.bytes, uncertain + other.uncertain);
        }
    }

    static Places of(Profile profile, boolean byLine) {
        Places places = new Places(new HashMap<>());
        if (profile.hasMethods()) {
            for (MethodTotals row : byLine ? profile.linesAndNatives() : profile.methods()) {
                if (!row.key().isMethod() && !row.key().isLine()) {
                    continue; // what is no method's, and the tool's
                }
                places.add(row.key().name(), row.key().descriptor(), row.key().line(), row.allocatedSelfBytes(), 0);
            }
            return places;
        }
        for (AllocationRow row : byLine ? profile.sampledLines() : profile.sampledMethods()) {
            double uncertain = (row.highBytes() - row.lowBytes()) / 2.0;
            row.key()
                    .frame()
                    .ifPresent(frame -> places.add(
                            frame.className() + "." + frame.method(),
                            frame.descriptor(),
                            byLine ? frame.line() : 0,
                            row.bytes(),
                            uncertain));
        }
        return places;
    }

    private void add(String name, String descriptor, int line, long bytes, double uncertain) {
        byMethod.computeIfAbsent(
                        new Method(NUMBERED.matcher(name).replaceAll(""), descriptor), method -> new TreeMap<>())
                .merge(line, new Taken(bytes, uncertain), Taken::plus);
    }

    Taken get(Method method, int line) {
        TreeMap<Integer, Taken> lines = byMethod.get(method);
        return lines == null ? Taken.NOTHING : lines.getOrDefault(line, Taken.NOTHING);
    }
}
