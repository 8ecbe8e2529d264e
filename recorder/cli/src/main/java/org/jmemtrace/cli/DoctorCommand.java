// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says which counters and tools work here, and why others do not.",
            "Records a tiny program to find out. With a PID also: can that JVM be recorded?"
        },
        footer = {
            "Lines begin with ok, warn (works, with a loss) or miss (does not work).",
            "Examples:",
            "  record doctor",
            "  record doctor 4711",
            "Exit: 0 recording works (in that process too), 1 it does not, 2 usage"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int NOT_WORKING = 1;

    private final Terminal terminal;

    @Parameters(paramLabel = "PID", arity = "0..1", description = "Process to look at; it is not disturbed")
    private Optional<Long> pid = Optional.empty();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Home.ofLauncher();
        List<Finding> findings = new ArrayList<>(HostFindings.collect());
        findings.addAll(TrialFindings.collect(home));
        if (pid.isPresent()) {
            findings.addAll(ProcessFindings.collect(pid.get()));
        }
        findings.forEach(this::print);
        boolean works = findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.MISS);
        terminal.out().println(works ? "Recording works." : "Recording does not work: see the lines with miss.");
        terminal.out().flush();
        return works ? 0 : NOT_WORKING;
    }

    private void print(Finding finding) {
        String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
        terminal.out().printf("%-6s%-20s%s%n", verdict, finding.subject(), Printable.of(finding.text()));
        if (!finding.remedy().isEmpty()) {
            terminal.out().printf("%-26s-> %s%n", "", Printable.of(finding.remedy()));
        }
    }
}
