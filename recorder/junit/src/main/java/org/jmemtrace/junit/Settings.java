// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What junit-platform.properties says.
 *
 * @param ignored classes of instrumentation whose allocation is no test's
 */
record Settings(Mode mode, Optional<String> allocatedDefault, Pattern ignored) {
    /** What a broken budget does. */
    enum Mode {
        /** Fails the test. */
        FAIL,
        /** Is told, and no more. */
        WARN,
        /** Nothing is measured. */
        OFF
    }

    static final String PREFIX = "memory.budget.";

    /** Throws {@link IllegalArgumentException} at a mode that there is not. */
    static Settings of(ExtensionContext context) {
        Function<String, Optional<String>> property = name -> context.getConfigurationParameter(PREFIX + name);
        return new Settings(
                mode(property.apply("mode").orElse("fail")),
                property.apply("allocated.default"),
                globs(property.apply("ignore").orElse("")));
    }

    private static Mode mode(String text) {
        try {
            return Mode.valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "mode is fail, warn or off, not '" + text + "'", e);
        }
    }

    private static Pattern globs(String text) {
        StringBuilder regex = new StringBuilder("(?!)");
        for (String glob : text.split(",")) {
            if (!glob.isBlank()) {
                regex.append('|').append(Pattern.quote(glob.trim()).replace("*", "\\E.*\\Q"));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
