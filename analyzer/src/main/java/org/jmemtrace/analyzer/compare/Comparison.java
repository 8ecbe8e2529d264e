// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Two sides laid beside each other, each one recording or several runs of the same.
 *
 * @param measures those that both sides tell
 * @param lines of which the change is more than noise, the greatest change first
 * @param unchanged how many other lines, or methods, there are
 * @param leaks whether RSS grows to the end in the new one, and did not in the base
 */
public record Comparison(
        Map<Measure, Change> measures, List<LineChange> lines, int unchanged, boolean byLine, boolean leaks) {
    /** Two runs of one program differ by so much of what they allocate, on a line, as JIT and threads have it. */
    private static final double ASSUMED_LINE_SHARE = 0.01;

    /** What is less than this part of all is not worth a row. */
    private static final double LEAST_SHARE = 0.0005;

    /**
     * What changed.
     *
     * @param name of the method, with its class
     * @param line in the new build, or of one that is gone, in the base; 0 for a method
     */
    public record LineChange(String name, String descriptor, int line, Change change) {}

    public Comparison {
        measures = Collections.unmodifiableMap(new EnumMap<>(measures));
        lines = List.copyOf(lines);
    }

    /** Throws {@link IllegalArgumentException}, with words for the user, if there is nothing to divide by. */
    public static Comparison of(List<Profile> base, List<Profile> news, Per per) {
        double[] baseDivisors = divisors(base, per);
        double[] newDivisors = divisors(news, per);
        Map<Measure, Change> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            double[] one = values(base, measure, baseDivisors);
            double[] other = values(news, measure, newDivisors);
            if (one.length == base.size() && other.length == news.size()) {
                double most = Math.max(Math.abs(Noise.mean(one)), Math.abs(Noise.mean(other)));
                measures.put(measure, Change.of(one, other, measure.assumedNoise(most)));
            }
        }
        boolean byLine = hasLines(base) && hasLines(news);
        List<LineChange> lines = lines(base, baseDivisors, news, newDivisors, byLine);
        double all = measures.containsKey(Measure.ALLOCATED)
                ? Math.max(
                        measures.get(Measure.ALLOCATED).base(),
                        measures.get(Measure.ALLOCATED).now())
                : 0;
        List<LineChange> significant = lines.stream()
                .filter(line ->
                        line.change().isSignificant() && Math.abs(line.change().bytes()) >= all * LEAST_SHARE)
                .sorted(Comparator.comparingDouble(
                                (LineChange line) -> -Math.abs(line.change().bytes()))
                        .thenComparing(LineChange::name)
                        .thenComparing(LineChange::line))
                .toList();
        return new Comparison(
                measures, significant, lines.size() - significant.size(), byLine, isGrowing(news) && !isGrowing(base));
    }

    /** Why they are not all alike; none if they are. */
    public static List<String> differences(List<Profile> base, List<Profile> news) {
        return Stream.concat(base.stream(), news.stream())
                .flatMap(each -> Likeness.differences(base.get(0), each).stream())
                .distinct()
                .toList();
    }

    private static boolean isGrowing(List<Profile> profiles) {
        return profiles.stream().anyMatch(profile -> profile.verdict().word() == Verdict.Word.GROWING);
    }

    private static boolean hasLines(List<Profile> profiles) {
        return profiles.stream()
                .allMatch(profile -> !profile.lines().isEmpty()
                        || (!profile.hasMethods() && !profile.sampledLines().isEmpty()));
    }

    private static double[] divisors(List<Profile> profiles, Per per) {
        return profiles.stream()
                .mapToDouble(profile -> per.divisor(profile)
                        .orElseThrow(() -> new IllegalArgumentException("No block or label '" + per.unit() + "' is in "
                                + profile.recording().files())))
                .toArray();
    }

    private static double[] values(List<Profile> profiles, Measure measure, double[] divisors) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            OptionalDouble value = measure.of(profiles.get(i));
            if (value.isPresent()) {
                values.add(value.getAsDouble() / (measure.isSum() ? divisors[i] : 1));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<LineChange> lines(
            List<Profile> base, double[] baseDivisors, List<Profile> news, double[] newDivisors, boolean byLine) {
        List<Places> before =
                base.stream().map(profile -> Places.of(profile, byLine)).toList();
        List<Places> after =
                news.stream().map(profile -> Places.of(profile, byLine)).toList();
        Set<Places.Method> methods = new HashSet<>();
        before.forEach(places -> methods.addAll(places.byMethod().keySet()));
        after.forEach(places -> methods.addAll(places.byMethod().keySet()));
        List<LineChange> changes = new ArrayList<>();
        for (Places.Method method : methods) {
            TreeSet<Integer> oldLines = linesOf(before, method);
            TreeSet<Integer> newLines = linesOf(after, method);
            Map<Integer, Integer> moved = new HashMap<>(MovedLines.of(oldLines, newLines));
            for (int line : newLines) {
                Integer old = moved.get(line);
                changes.add(change(method, line, before, baseDivisors, old, after, newDivisors, line));
                if (old != null) {
                    oldLines.remove(old);
                }
            }
            for (int gone : oldLines) {
                changes.add(change(method, gone, before, baseDivisors, gone, after, newDivisors, null));
            }
        }
        return changes;
    }

    private static TreeSet<Integer> linesOf(List<Places> places, Places.Method method) {
        TreeSet<Integer> lines = new TreeSet<>();
        places.forEach(each -> {
            if (each.byMethod().containsKey(method)) {
                lines.addAll(each.byMethod().get(method).keySet());
            }
        });
        return lines;
    }

    private static LineChange change(
            Places.Method method,
            int shown,
            List<Places> before,
            double[] baseDivisors,
            @Nullable Integer oldLine,
            List<Places> after,
            double[] newDivisors,
            @Nullable Integer newLine) {
        Side old = Side.of(before, baseDivisors, method, oldLine);
        Side now = Side.of(after, newDivisors, method, newLine);
        double most = Math.max(Noise.mean(old.bytes), Noise.mean(now.bytes));
        double sampling = Math.hypot(old.uncertain, now.uncertain);
        double assumed = sampling > 0 ? sampling : most * ASSUMED_LINE_SHARE;
        return new LineChange(method.name(), method.descriptor(), shown, Change.of(old.bytes, now.bytes, assumed));
    }

    /** A line in all runs of a side. */
    private record Side(double[] bytes, double uncertain) {
        static Side of(List<Places> runs, double[] divisors, Places.Method method, @Nullable Integer line) {
            double[] bytes = new double[runs.size()];
            double uncertain = 0;
            for (int i = 0; i < bytes.length && line != null; i++) {
                Places.Taken taken = runs.get(i).get(method, line);
                bytes[i] = taken.bytes() / divisors[i];
                uncertain = Math.max(uncertain, taken.uncertain() / divisors[i]);
            }
            return new Side(bytes, uncertain);
        }
    }
}
