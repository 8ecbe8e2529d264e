// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.regex.Pattern;

/** A word as a shell takes it, so that a command that a report suggests can be copied. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w%+,./:=@-]+");

    private ShellWord() {}

    static String of(String word) {
        String safe = SafeText.of(word);
        return PLAIN.matcher(safe).matches() ? safe : "'" + safe.replace("'", "'\\''") + "'";
    }
}
