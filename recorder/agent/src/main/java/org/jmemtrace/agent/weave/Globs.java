// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * Class name patterns: {@code com.acme.**} for a package and those below it, {@code com.acme.*} for one package,
 * {@code com.acme.Cart} for a class and those nested in it; several separated by {@code ;}, {@code ,}, {@code |} or
 * white space.
 */
final class Globs {
    private final Pattern pattern;

    private Globs(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Patterns of an empty text match nothing. */
    static Globs parse(String text) {
        StringBuilder regex = new StringBuilder();
        StringTokenizer globs = new StringTokenizer(text, ";,| \t\n\r");
        while (globs.hasMoreTokens()) {
            regex.append(regex.length() == 0 ? "" : "|")
                    .append(translate(globs.nextToken()))
                    .append("(\\$.*)?");
        }
        return new Globs(Pattern.compile(regex.length() == 0 ? "(?!)" : regex.toString()));
    }

    private static String translate(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^.]*");
            } else if (c == '?') {
                regex.append("[^.]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** Whether a class, by its name with dots, is meant. */
    boolean match(String className) {
        return pattern.matcher(className).matches();
    }
}
