// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.List;
import java.util.regex.Pattern;

/** Makes a command line fit to be written down: values that look like secrets are left out. */
public final class CommandLine {
    private static final String LEFT_OUT = "***";

    private static final String SECRET_WORD = "(?:pass|pwd|secret|token|key|credential|auth)";

    // Each of these takes time linear in the length of what it reads: lengths are bounded, and nothing is tried twice.

    /** {@code --db-password=x}, {@code -Dapi.key=x}, {@code DB_PASSWORD=x}. */
    private static final Pattern ASSIGNED =
            Pattern.compile("(" + SECRET_WORD + "[^\\s=:]{0,100}+[=:])[^\\s,;&]++", Pattern.CASE_INSENSITIVE);

    /** {@code --token x}: the next argument is the secret. */
    private static final Pattern ANNOUNCED =
            Pattern.compile("--?[\\w.-]*" + SECRET_WORD + "[\\w.-]*|-p", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_OPTION = 100;

    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@]++@");

    /** Keys and tokens that tell what they are: AWS access keys, JSON web tokens. */
    private static final Pattern KNOWN_FORM =
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\beyJ[\\w-]{1,1000}+\\.[\\w.-]*+");

    private static final int LONGEST = 2000;

    private CommandLine() {}

    /** Joins arguments, without their secrets; what is longer than 2,000 characters is cut. */
    public static String redact(List<String> arguments) {
        StringBuilder line = new StringBuilder();
        boolean announced = false;
        for (String argument : arguments) {
            line.append(line.length() == 0 ? "" : " ").append(announced ? LEFT_OUT : redact(argument));
            announced = argument.length() <= LONGEST_OPTION
                    && ANNOUNCED.matcher(argument).matches();
            if (line.length() > LONGEST) {
                return line.substring(0, LONGEST);
            }
        }
        return line.toString();
    }

    private static String redact(String argument) {
        String text = USER_INFO.matcher(argument).replaceAll("$1" + LEFT_OUT + "@");
        text = KNOWN_FORM.matcher(text).replaceAll(LEFT_OUT);
        return ASSIGNED.matcher(text).replaceAll("$1" + LEFT_OUT);
    }
}
