// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a recording is to lie. The name may hold {@code %p} (process id of the JVM), {@code %t} (when it was started),
 * {@code %h} (host) and {@code %%}. Flight recorder knows these too, but not before JDK 21, so they are left to us.
 */
record OutputName(Path directory, String template) {
    static final String DEFAULT = "mem-%p-%t.jfr";
    private static final String ENDING = ".jfr";
    private static final Pattern VARIABLE = Pattern.compile("%.?");

    /** Reads what the user typed; an existing directory stands for the default name in it. */
    static OutputName parse(String text) {
        Path path = Path.of(text).toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return new OutputName(path, DEFAULT);
        }
        Path name = path.getFileName();
        Path directory = path.getParent();
        if (name == null || directory == null) {
            throw UserException.usage(text + " names no file", "It is the root directory", "Try: -o " + DEFAULT);
        }
        OutputName output = new OutputName(directory, name.toString());
        Path unused = output.resolve(0, ""); // reports a wrong % now, not after the run
        return output;
    }

    /** The name for several JVMs: each needs one of its own. */
    OutputName forSeveralJvms() {
        if (template.contains("%p")) {
            return this;
        }
        String stem = template.endsWith(ENDING) ? template.substring(0, template.length() - ENDING.length()) : template;
        return new OutputName(directory, stem + "-%p" + template.substring(stem.length()));
    }

    /** Whether the name is the same for every run, so that an older recording may be in the way. */
    boolean isFixed() {
        return resolve(1, "1").equals(resolve(2, "2"));
    }

    /** The file for one JVM. */
    Path resolve(long pid, String time) {
        Matcher variables = VARIABLE.matcher(template);
        String name = variables.replaceAll(variable -> Matcher.quoteReplacement(
                switch (variable.group()) {
                    case "%%" -> "%";
                    case "%p" -> Long.toString(pid);
                    case "%t" -> time;
                    case "%h" -> host();
                    default ->
                        throw UserException.usage(
                                "the output name " + template + " has a % that means nothing",
                                "%p is the process id, %t the time, %h the host, %% a percent sign",
                                "Try: -o " + DEFAULT);
                }));
        return directory.resolve(name);
    }

    /** Without the characters that could lead out of the directory. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^\\w-]", "_");
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
