// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.NothingUsable;
import org.jmemtrace.analyzer.report.ReportOptions;
import org.jmemtrace.analyzer.report.SourceFiles;
import org.jmemtrace.analyzer.report.SourceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The annotated source of classes. */
@Command(
        name = "source",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze source [OPTIONS] FILE REGEX",
        description = "Shows the sources of classes with what each line took beside it.",
        footer = {
            "",
            "  analyze source rec.jfr Cart",
            "  analyze source rec.jfr 'acme.*Cart$' --source-path shop/src/main/java",
            "",
            "Exit: 0 ok, 2 usage, 3 no such file or not a recording, 4 no lines of such a class"
        })
final class Source implements Callable<Integer> {
    private static final List<String> USUAL = List.of("src/main/java", "src/test/java", "src", ".");

    @Parameters(index = "0", paramLabel = "FILE", description = "a recording made with lines.jfc")
    private String file = "";

    @Parameters(index = "1", paramLabel = "REGEX", description = "found in the names of the classes")
    private String regex = "";

    @Option(
            names = "--source-path",
            paramLabel = "DIR",
            split = "[:,]",
            description = "where sources are (src/main/java, src/test/java, src, .)")
    private List<Path> sourcePath = new ArrayList<>();

    @Mixin
    private LookOptions look = new LookOptions();

    @Mixin
    private HelpOption help = new HelpOption();

    private final OutputStream out;

    Source(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        Pattern classes = pattern();
        Profile profile = Profile.of(RecordingReader.read(List.of(file)));
        if (profile.lines().isEmpty()) {
            throw new UserException(ExitCode.INCONCLUSIVE, NothingUsable.noLines(profile));
        }
        List<Path> directories =
                sourcePath.isEmpty() ? USUAL.stream().map(Path::of).toList() : sourcePath;
        ReportOptions options = look.in(ReportOptions.defaults(), /* standardOutput= */ true);
        Optional<String> text = new SourceReport(profile, new SourceFiles(directories), options).text(classes);
        if (text.isEmpty()) {
            throw new UserException(
                    ExitCode.INCONCLUSIVE,
                    List.of(
                            "no class of this recording has '" + regex + "' in its name",
                            "It is a regular expression, held against names as com.acme.Outer$Inner.",
                            "List what there is with: analyze --by line --top 0 " + file));
        }
        byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
        StandardOutput.write(out, stream -> stream.write(bytes));
        return ExitCode.OK;
    }

    private Pattern pattern() throws UserException {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            "'" + regex + "' is not a regular expression",
                            String.valueOf(wrong.getDescription()),
                            "A class name, or a part of one, does as well."));
        }
    }
}
