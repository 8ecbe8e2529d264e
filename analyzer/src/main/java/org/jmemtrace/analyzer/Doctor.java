// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.DoctorReport;
import org.jmemtrace.analyzer.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a recording can tell. */
@Command(
        name = "doctor",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze doctor [OPTIONS] FILE...",
        description = "Says which questions about memory a recording answers, and what would answer the others.",
        footer = {"", "Exit: 0 there is something to report, 2 usage, 3 unreadable, 4 there is not"})
final class Doctor implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "recordings of one JVM, of any origin")
    private List<String> files = new ArrayList<>();

    @Mixin
    private LookOptions look = new LookOptions();

    @Mixin
    private HelpOption help = new HelpOption();

    private final OutputStream out;

    Doctor(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        Profile profile = Profile.of(RecordingReader.read(files));
        ReportOptions options = look.in(ReportOptions.defaults(), /* standardOutput= */ true);
        byte[] text = new DoctorReport(profile).text(options).getBytes(StandardCharsets.UTF_8);
        StandardOutput.write(out, stream -> stream.write(text));
        return profile.isUsable() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }
}
