// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.plot.Curves;
import org.jmemtrace.analyzer.plot.Gnuplot;
import org.jmemtrace.analyzer.plot.Picture;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pictures of memory, CPU and page faults over time. */
@Command(
        name = "plot",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze plot [OPTIONS] FILE",
        description = "Draws RSS, CPU and page faults of each process over time, with the program's labels.",
        footer = {
            "",
            "  analyze plot rec.jfr                  writes rec.svg and rec.png",
            "  analyze plot tree.jsonl -o tree.svg   writes that file alone",
            "  analyze plot rec.jfr --gnuplot plots  also plots/rec.dat and plots/rec.plt",
            "",
            "Exit: 0 ok, 2 usage (also: a file exists), 3 no such file or not a recording, 4 nothing to draw"
        })
final class Plot implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a recording, or samples of process-tree --json")
    private String file = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "NAME",
            description = "write NAME.svg and NAME.png, or with such an ending that one (FILE's name)")
    private Optional<String> output = Optional.empty();

    @Option(names = "--gnuplot", paramLabel = "DIR", description = "also write figures and commands for gnuplot there")
    private Optional<Path> gnuplot = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "replace files that exist")
    private boolean force;

    @Mixin
    private HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec command;

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        Map<Path, OutputFile.Content> contents = new LinkedHashMap<>();
        String name = output.orElseGet(this::nameOfFile);
        for (Path target : targets(name)) {
            OutputFile.check(target, force); // before the time is spent
        }
        Curves curves = Curves.of(Profile.of(RecordingReader.read(List.of(file))));
        if (curves.isEmpty()) {
            throw new UserException(
                    ExitCode.INCONCLUSIVE,
                    List.of(
                            file + ": nothing to draw",
                            "No process was sampled more than once in it.",
                            "Record with: record run -p process -- java ..., or record process-tree --json FILE PID"));
        }
        requireFonts();
        Picture picture = new Picture(curves);
        if (wants(name, ".svg")) {
            contents.put(Path.of(stem(name) + ".svg"), picture::writeSvg);
        }
        if (wants(name, ".png")) {
            contents.put(Path.of(stem(name) + ".png"), picture::writePng);
        }
        if (gnuplot.isPresent()) {
            String plain = String.valueOf(Path.of(stem(name)).getFileName());
            Gnuplot files = new Gnuplot(curves, plain);
            makeDirectory(gnuplot.get());
            contents.put(gnuplot.get().resolve(plain + ".dat"), text(files.data()));
            contents.put(gnuplot.get().resolve(plain + ".plt"), text(files.commands()));
        }
        PrintWriter out = command.commandLine().getOut();
        for (Map.Entry<Path, OutputFile.Content> content : contents.entrySet()) {
            OutputFile.write(content.getKey(), force, content.getValue());
            out.println(SafeText.of(content.getKey().toString()));
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<Path> targets(String name) {
        List<Path> targets = new java.util.ArrayList<>();
        for (String ending : List.of(".svg", ".png")) {
            if (wants(name, ending)) {
                targets.add(Path.of(stem(name) + ending));
            }
        }
        String plain = String.valueOf(Path.of(stem(name)).getFileName());
        gnuplot.ifPresent(directory -> targets.add(directory.resolve(plain + ".dat")));
        gnuplot.ifPresent(directory -> targets.add(directory.resolve(plain + ".plt")));
        return targets;
    }

    /** The recording's, without its ending, in the working directory. */
    private String nameOfFile() {
        String plain = String.valueOf(Path.of(file).getFileName());
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    private static boolean wants(String name, String ending) {
        return name.endsWith(ending) || (!name.endsWith(".svg") && !name.endsWith(".png"));
    }

    private static String stem(String name) {
        return name.endsWith(".svg") || name.endsWith(".png") ? name.substring(0, name.length() - 4) : name;
    }

    private static OutputFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void makeDirectory(Path directory) throws UserException {
        try {
            Files.createDirectories(directory);
        } catch (java.io.IOException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            directory + " cannot be made",
                            "The operating system says: " + e,
                            "Name another directory: --gnuplot DIR"));
        }
    }

    private static void requireFonts() throws UserException {
        if (ModuleLayer.boot().findModule("java.desktop").isEmpty() || !Picture.isPossible()) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            "this Java cannot draw letters",
                            System.getProperty("java.home") + " has no module java.desktop, or the system no fonts.",
                            "Install fontconfig and a font, or point JAVA_HOME at another JDK."));
        }
    }
}
