// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What to say about a file that is not there: the recordings that are, and the one that was probably meant. */
final class MissingFile {
    private static final int MOST_NAMED = 3;

    private MissingFile() {}

    static UnreadableException of(Path file) {
        String what = file + ": no such file";
        Path parent = file.getParent();
        Path directory = parent == null ? Path.of("") : parent;
        if (!Files.isDirectory(directory)) {
            return new UnreadableException(
                    what, "There is no directory " + directory + " either.", "Name a recording: analyze FILE.jfr");
        }
        List<String> present = recordingsIn(directory);
        if (present.isEmpty()) {
            return new UnreadableException(
                    what, "No .jfr file is in that directory.", "Make one: record run -o rec.jfr -- java -jar app.jar");
        }
        String wanted = file.getFileName() == null ? "" : file.getFileName().toString();
        String nearest = present.stream()
                .min(Comparator.comparingInt(name -> distance(name, wanted)))
                .orElseThrow();
        String more = present.size() > MOST_NAMED ? " and " + (present.size() - MOST_NAMED) + " more" : "";
        String named = String.join(", ", present.subList(0, Math.min(MOST_NAMED, present.size())));
        String meant = parent == null ? nearest : parent.resolve(nearest).toString();
        return new UnreadableException(what, "In that directory: " + named + more, "Did you mean: analyze " + meant);
    }

    /** The names of the recordings in a directory, sorted; none if it cannot be listed. */
    static List<String> recordingsIn(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.endsWith(".jfr"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** How many letters to add, drop, change or swap with the next to make one text of the other. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
