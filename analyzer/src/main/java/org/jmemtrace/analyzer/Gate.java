// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.analyzer.compare.Condition;
import org.jmemtrace.analyzer.compare.Judgement;
import org.jmemtrace.analyzer.report.JunitXml;

/** Conditions on the command line, and the exit code that they come to. */
final class Gate {
    private Gate() {}

    static List<Condition> conditions(String option, List<String> texts) throws UserException {
        List<Condition> conditions = new ArrayList<>();
        for (String text : texts) {
            try {
                conditions.add(Condition.parse(text));
            } catch (IllegalArgumentException wrong) {
                throw usage(option + " '" + text + "' is not understood", String.valueOf(wrong.getMessage()));
            }
        }
        return conditions;
    }

    static UserException usage(String what, String why) {
        return new UserException(ExitCode.USAGE, List.of(what, why, "See: analyze diff --help, analyze check --help"));
    }

    static int exitCode(List<Judgement> judgements) {
        return switch (Judgement.worst(judgements)) {
            case OK -> ExitCode.OK;
            case FAIL -> ExitCode.REGRESSION;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    /** Writes the conditions for a build server, if that is wanted. */
    static void writeJunit(Optional<String> file, String suite, List<Judgement> judgements) throws UserException {
        if (file.isPresent()) {
            OutputFile.write(Path.of(file.get()), /* force= */ true, out -> JunitXml.write(suite, judgements, out));
        }
    }
}
