// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit for a figure, as {@code rss.peak<=2GiB}, or for its change, as {@code alloc>+3%}; {@code leak} stands for RSS
 * that grows to the end.
 *
 * @param text as the user wrote it
 * @param measure empty for a leak
 * @param limit in bytes, or in percent
 */
public record Condition(String text, Optional<Measure> measure, boolean above, double limit, boolean percent) {
    private static final Pattern FORM =
            Pattern.compile("([a-z.]+)\\s*(<=|>=|<|>)\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([%A-Za-z]*)");
    private static final String LEAK = "leak";

    /** What became of a condition. */
    public enum Outcome {
        /** It is kept. */
        OK,
        /** It is broken. */
        FAIL,
        /** The figure is not there, or too uncertain for this limit. */
        INCONCLUSIVE
    }

    /** Throws {@link IllegalArgumentException}, with words for the user, at what is none. */
    public static Condition parse(String text) {
        if (text.trim().equals(LEAK)) {
            return new Condition(LEAK, Optional.empty(), true, 0, false);
        }
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException("It is a figure, > or <, and a size or percent: 'rss.peak<=2GiB'.");
        }
        Optional<Measure> measure = Measure.named(form.group(1));
        if (measure.isEmpty()) {
            throw new IllegalArgumentException("The figures are " + Measure.keys() + ".");
        }
        boolean percent = form.group(4).equals("%");
        double limit = Double.parseDouble(form.group(3)) * (percent ? 1 : unit(form.group(4)));
        return new Condition(text.trim(), measure, form.group(2).startsWith(">"), limit, percent);
    }

    /** The JVM's own units are IEC ones without saying so. */
    private static double unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "kb" -> 1e3;
            case "mb" -> 1e6;
            case "gb" -> 1e9;
            case "k", "kib" -> 1 << 10;
            case "m", "mib" -> 1 << 20;
            case "g", "gib" -> 1 << 30;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is no unit: there are %, B, KiB, MiB, GiB, kB, MB and GB.");
        };
    }

    public boolean isLeak() {
        return measure.isEmpty();
    }

    /** Held against a change that must not reach the limit. */
    public Outcome ofChange(Change change) {
        double value = percent ? change.percent() : change.bytes();
        double noise = percent ? change.noisePercent() : change.noise();
        if (above ? value > limit : value < limit) {
            return change.isSignificant() ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        }
        // Within the limit, but where that is tighter than the noise, this says little.
        return Math.abs(limit) < noise && limit != 0 ? Outcome.INCONCLUSIVE : Outcome.OK;
    }

    /** Held against a figure that is to be on this side of the limit. */
    public Outcome ofValue(OptionalDouble value) {
        if (value.isEmpty()) {
            return Outcome.INCONCLUSIVE;
        }
        boolean equal = value.getAsDouble() == limit && text.contains("=");
        boolean kept = equal || (above ? value.getAsDouble() > limit : value.getAsDouble() < limit);
        return kept ? Outcome.OK : Outcome.FAIL;
    }
}
