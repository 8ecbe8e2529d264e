// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmemtrace.cli.process.Look;
import sun.misc.Signal;

/** What one of our streams is shown on: a terminal, of which it keeps to the size, or a file or pipe of 80 columns. */
final class Screen {
    static final int STDOUT = 1;
    static final int STDERR = 2;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
    private static final int HEIGHT = 24;
    private static final int WIDTH = 80;

    private final int descriptor;
    private final boolean terminal;
    private final OptionalInt width;
    private volatile boolean changed = true;
    private Look look = new Look(WIDTH, 0, false);

    /** @param width that the user wants, whatever the terminal has */
    Screen(int descriptor, OptionalInt width) {
        this.descriptor = descriptor;
        this.width = width;
        terminal = isTerminal(descriptor);
        if (terminal) {
            try {
                Signal.handle(new Signal("WINCH"), signal -> changed = true);
            } catch (IllegalArgumentException reserved) {
                // With -Xrs it is not told to us, and the first size stays.
            }
        }
    }

    /** As it is now; asks for the size again only when it was told to have changed. */
    Look look() {
        if (changed) {
            changed = false;
            look = terminal ? ofTerminal() : new Look(width.orElse(WIDTH), 0, false);
        }
        return look;
    }

    private Look ofTerminal() {
        Matcher size = SIZE.matcher(stty());
        boolean known = size.matches() && !size.group(2).equals("0");
        return new Look(
                width.orElse(known ? Integer.parseInt(size.group(2)) : WIDTH),
                known ? Integer.parseInt(size.group(1)) : HEIGHT,
                isColoured());
    }

    /** Java has no other way to ask, short of native code. */
    private String stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/proc/self/fd/" + descriptor))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            boolean unused = stty.waitFor(1, TimeUnit.SECONDS); // it is no zombie in the table then
            return size;
        } catch (IOException absent) {
            return "";
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static boolean isColoured() {
        String kind = System.getenv().getOrDefault("TERM", "dumb");
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && !kind.equals("dumb");
    }

    /** Whether a stream of ours is a terminal, by the name of its device. */
    static boolean isTerminal(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("/dev/(pts/\\d+|tty\\w*|console)");
        } catch (IOException unknown) {
            return false;
        }
    }
}
