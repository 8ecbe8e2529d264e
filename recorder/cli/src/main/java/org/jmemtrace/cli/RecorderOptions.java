// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options that make a JVM record.
 *
 * @param profile file with the flight recorder settings
 * @param processes whether to sample all processes below this one, not only those below the JVM
 * @param controls values for the profile's controls, by their names
 */
record RecorderOptions(Path agentJar, Path profile, boolean processes, SortedMap<String, String> controls) {
    /** What flight recorder takes without quotes: it splits at commas and blanks. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./;*?$:@+-]*");

    RecorderOptions {
        controls = new TreeMap<>(controls);
        if (agentJar.toString().indexOf('=') >= 0) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the agent cannot be named to the JVM",
                    "Its path has a '=', after which the JVM expects arguments: " + agentJar,
                    "Install jmemtrace in a directory without '=' in its name");
        }
    }

    /** For the command line of a JVM, one element each. */
    List<String> jvmOptions(Staging staging) {
        List<String> recording = new ArrayList<>();
        recording.add("settings=" + quoted(profile.toString()));
        recording.add("filename=" + quoted(staging.recordings().toString()));
        recording.add("dumponexit=true");
        recording.add("maxsize=" + (staging.largestRecordingBytes() >> 20) + "m");
        for (Map.Entry<String, String> control : controls.entrySet()) {
            recording.add(control.getKey() + "=" + quoted(control.getValue()));
        }
        return List.of(
                "-javaagent:" + agentJar
                        + (processes ? "=processes=" + ProcessHandle.current().pid() : ""),
                // Otherwise flight recorder tells of its start on the program's standard output.
                "-Xlog:jfr+startup=error",
                "-XX:FlightRecorderOptions:repository="
                        + quoted(staging.repository().toString()),
                "-XX:StartFlightRecording:" + String.join(",", recording));
    }

    static String quoted(String value) {
        if (PLAIN.matcher(value).matches() && !value.isEmpty()) {
            return value;
        }
        if (value.indexOf('"') >= 0 || value.chars().anyMatch(Character::isISOControl)) {
            throw UserException.usage(
                    "'" + value + "' cannot be given to flight recorder",
                    "It has a double quote or a control character, for which the JVM's options have no escape",
                    "Use another name");
        }
        return '"' + value + '"';
    }
}
