// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import java.util.regex.Pattern;
import org.jmemtrace.analyzer.attribution.SiteKey;

/**
 * Which methods a report lists. Globs as the recorder's: com.acme.** for a package and those below, com.acme.* for one;
 * they are held against the class and against Class.method. What is not listed still counts, in a row of its own.
 */
public final class MethodFilter {
    private static final Pattern SEPARATORS = Pattern.compile("[;,|\\s]+");

    private final List<Pattern> includes;
    private final List<Pattern> excludes;

    /** Without globs to include, all that is not excluded is listed. */
    public MethodFilter(List<String> includes, List<String> excludes) {
        this.includes = patterns(includes);
        this.excludes = patterns(excludes);
    }

    boolean lists(SiteKey key) {
        return (key.isMethod() || key.isLine())
                && (includes.isEmpty() || matches(includes, key))
                && !matches(excludes, key);
    }

    private static boolean matches(List<Pattern> patterns, SiteKey key) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(key.className()).matches()
                        || pattern.matcher(key.name()).matches());
    }

    private static List<Pattern> patterns(List<String> globs) {
        return globs.stream()
                .flatMap(SEPARATORS::splitAsStream)
                .filter(glob -> !glob.isEmpty())
                .map(MethodFilter::pattern)
                .toList();
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c != '*') {
                regex.append(c == '?' ? "[^.]" : Pattern.quote(String.valueOf(c)));
            } else if (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else {
                regex.append("[^.]*");
            }
        }
        return Pattern.compile(regex.toString());
    }
}
