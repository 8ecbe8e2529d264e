// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and extracts the bundled flight recorder profiles.",
        footer = {
            "Examples:",
            "  record profiles list",
            "  record profiles show calls",
            "  record profiles extract /tmp/jfc",
            "Exit: 0 ok, 2 usage"
        })
final class ProfilesCommand {
    private final Terminal terminal;
    private final Profiles profiles;

    ProfilesCommand(Terminal terminal) {
        this.terminal = terminal;
        this.profiles = new Profiles(Path.of(System.getProperty("jmemtrace.home", ""), "jfc"));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Says what each profile gives, and its controls with their defaults.")
    int list() throws IOException {
        for (String name : profiles.names()) {
            Profile profile = profiles.read(name);
            terminal.out().printf("%-12s%s%n", Printable.of(name), Printable.of(profile.description()));
            for (Profile.Control control : profile.controls()) {
                String value = control.value().isEmpty() ? "(none)" : control.value();
                terminal.out()
                        .printf("%-12s  %-13s%-10s%s%n", "", control.name(), Printable.of(value), control.label());
            }
        }
        terminal.out().flush();
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Says what a profile records: its controls and its events.")
    int show(@Parameters(paramLabel = "NAME", description = "Bundled profile or .jfc file") String name)
            throws IOException {
        Profile profile = profiles.read(name);
        terminal.out().printf("%s: %s%n", Printable.of(name), Printable.of(profile.description()));
        terminal.out().println("Controls (as NAME=VALUE in -XX:StartFlightRecording):");
        for (Profile.Control control : profile.controls()) {
            String value = control.value().isEmpty() ? "(none)" : control.value();
            terminal.out().printf("  %-13s%-10s%s%n", control.name(), Printable.of(value), control.label());
        }
        terminal.out().println("Events:");
        for (Map.Entry<String, String> event : profile.events().entrySet()) {
            String line = String.format("  %-34s%s", event.getKey(), when(event.getValue()));
            terminal.out().println(Printable.of(line).stripTrailing());
        }
        terminal.out().flush();
        return 0;
    }

    /** A setting "period" in words: a time, or which end of a chunk. */
    private static String when(String period) {
        return switch (period) {
            case "" -> "";
            case "beginChunk" -> "at the begin of each chunk";
            case "endChunk" -> "at the end of each chunk";
            case "everyChunk" -> "at both ends of each chunk";
            default -> "every " + period;
        };
    }

    @Command(
            name = "extract",
            mixinStandardHelpOptions = true,
            description = "Writes the profiles as files, to change them or to use them elsewhere.")
    int extract(
            @Option(
                            names = {"-f", "--force"},
                            description = "Replace existing files")
                    boolean force,
            @Parameters(paramLabel = "DIR", description = "Made if it is missing") Path directory)
            throws IOException {
        for (String name : profiles.names()) {
            Path file = directory.resolve(name + ".jfc");
            if (!force && Files.exists(file)) {
                throw UserException.usage(
                        file + " exists", "It is kept as it is", "Replace it with -f, or choose another directory");
            }
        }
        Files.createDirectories(directory);
        for (String name : profiles.names()) {
            Path file = directory.resolve(name + ".jfc");
            try (InputStream jfc = profiles.open(name)) {
                Files.copy(jfc, file, StandardCopyOption.REPLACE_EXISTING);
            }
            terminal.out().println(Printable.of(file.toString()));
        }
        terminal.out().flush();
        return 0;
    }
}
