// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user sets of a profile's controls, in the form flight recorder takes. */
final class Controls {
    private static final Pattern GLOB = Pattern.compile("[\\p{javaJavaIdentifierPart}.*?\\[\\]-]+\\+?");
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)", Pattern.CASE_INSENSITIVE);

    private final SortedMap<String, String> values = new TreeMap<>();

    /**
     * Class name patterns. Commas separate them for us; flight recorder would take what follows a comma for its next
     * option, so it gets semicolons.
     */
    Controls globs(String control, List<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        List<String> globs = texts.stream()
                .flatMap(text -> Pattern.compile("[;,|\\s]+").splitAsStream(text))
                .filter(glob -> !glob.isEmpty())
                .toList();
        for (String glob : globs) {
            if (!GLOB.matcher(glob).matches()) {
                throw UserException.usage(
                        "'" + glob + "' is not a class name pattern",
                        "A pattern is a class name with dots; * stands for a part of it, ** for parts with dots",
                        "Try: --" + control + " 'com.acme.**'");
            }
        }
        values.put(control, String.join(";", globs));
        return this;
    }

    Controls size(String control, String text) {
        values.put(control, ByteSize.parse(text).bytes() + " B");
        return this;
    }

    /** A time as {@code 500ms}, {@code 1s}, {@code 2m}. */
    Controls period(String control, String text) {
        Matcher period = PERIOD.matcher(text.trim());
        if (!period.matches()) {
            throw UserException.usage(
                    "'" + text + "' is not a time",
                    "A time is a whole number with a unit: 500ms, 1s, 2m",
                    "Try: --" + control + " 1s");
        }
        values.put(control, period.group(1) + " " + period.group(2).toLowerCase(Locale.ROOT));
        return this;
    }

    Controls oneOf(String control, List<String> words, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw UserException.usage(
                    "--" + control + " cannot be '" + text + "'",
                    "It is one of: " + String.join(", ", words),
                    "Try: --" + control + " " + words.get(0));
        }
        values.put(control, word);
        return this;
    }

    /** Any control, as {@code gcOnStop=3}. */
    Controls assignment(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw UserException.usage(
                    "'" + text + "' is not an assignment",
                    "A control of the profile is set as NAME=VALUE",
                    "See what there are with: record profiles show NAME");
        }
        values.put(text.substring(0, equals), text.substring(equals + 1));
        return this;
    }

    /** The values, all of which the profile has a control for. */
    SortedMap<String, String> forProfile(Profile profile) {
        for (String control : values.keySet()) {
            if (profile.control(control).isEmpty()) {
                throw UserException.usage(
                        "--" + control + " has no effect with " + profile.name(),
                        "The profile has no control of that name",
                        "See what it has with: record profiles show " + Printable.shellWord(profile.name()));
            }
        }
        return values;
    }
}
