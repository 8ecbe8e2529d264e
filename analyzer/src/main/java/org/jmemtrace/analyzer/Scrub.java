// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.EOFException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.reader.RecordingFiles;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.SafeText;
import org.jmemtrace.analyzer.scrub.Scrubber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A copy of a recording that can be given away. */
@Command(
        name = "scrub",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze scrub [OPTIONS] IN [OUT]",
        description = {
            "Copies a recording, of any origin, with stars in place of the values of environment",
            "variables, properties, arguments and JVM flags, host names and addresses, paths of files,",
            "and messages of exceptions. Names of classes and threads, labels, and all figures stay."
        },
        footer = {
            "",
            "  analyze scrub rec.jfr                                        to rec-scrubbed.jfr",
            "  analyze scrub rec.jfr out.jfr --also 'com.acme.Login.*' --also 'jmemtrace.Mark.text'",
            "",
            "Exit: 0 ok, 2 usage (also: OUT exists), 3 unreadable, 4 a part could not be read and was left out"
        })
final class Scrub implements Callable<Integer> {
    private static final String ENDING = ".jfr";

    @Parameters(index = "0", paramLabel = "IN", description = "a recording, or a directory of them")
    private String in = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUT", description = "the copy (IN-scrubbed.jfr)")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--also",
            paramLabel = "TYPE.FIELD",
            description = "texts of these fields, too; * stands for any letters")
    private List<String> also = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "replace OUT if it exists")
    private boolean force;

    @Mixin
    private HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec command;

    private final OutputStream standardOutput;

    Scrub(OutputStream standardOutput) {
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() throws UserException, UnreadableException {
        Path copy = Path.of(out.orElseGet(this::besideIt));
        OutputFile.check(copy, force);
        List<Path> files = RecordingFiles.find(List.of(in));
        Scrubber scrubber = new Scrubber(also);
        write(scrubber, files, copy);
        byte[] text = text(scrubber, copy).getBytes(StandardCharsets.UTF_8);
        StandardOutput.write(standardOutput, stream -> stream.write(text));
        PrintWriter err = command.commandLine().getErr();
        scrubber.left().forEach(each -> err.println("analyze: left out: " + SafeText.of(each)));
        return scrubber.left().isEmpty() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }

    private void write(Scrubber scrubber, List<Path> files, Path copy) throws UserException {
        try {
            OutputFile.write(copy, force, stream -> {
                scrubber.copy(files, stream);
                if (scrubber.copied() == 0) {
                    throw new EOFException("nothing to write"); // leaves the file that may be there
                }
            });
        } catch (UserException e) {
            if (scrubber.copied() > 0 || scrubber.left().isEmpty()) {
                throw e;
            }
            throw new UserException(
                    ExitCode.UNREADABLE,
                    List.of(
                            in + " has no part that can be read, nothing was copied",
                            scrubber.left().get(0),
                            "Copy it again, or have its JVM write it anew: jcmd PID JFR.dump filename=rec.jfr"));
        }
    }

    private String besideIt() {
        Path recording = Path.of(in);
        String name = Files.isDirectory(recording)
                ? String.valueOf(recording.toAbsolutePath().normalize().getFileName()) // also of a . and a ..
                : in;
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return stem + "-scrubbed" + ENDING;
    }

    private static String text(Scrubber scrubber, Path copy) {
        StringBuilder text = new StringBuilder(SafeText.of(copy.toString())).append(System.lineSeparator());
        scrubber.found().forEach((field, count) -> text.append(line(count, SafeText.of(field))));
        long all = scrubber.found().values().stream().mapToLong(Long::longValue).sum();
        return text.append(line(all, "texts in all")).toString();
    }

    private static String line(long count, String what) {
        return String.format(Locale.ROOT, "%10d  %s%n", count, what);
    }
}
