// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;

/**
 * A JVM that is to be recorded for a while, and left as it was.
 *
 * @param controls values for the profile's controls
 * @param target the recording to be
 * @param replaceOlder whether a file that has its name may go
 * @param duration for how long; empty: until it is stopped
 */
record AttachedRun(
        Home home,
        TargetProcess process,
        String profile,
        SortedMap<String, String> controls,
        Path target,
        boolean replaceOlder,
        Optional<Duration> duration) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Records until the time is over, the process has ended or it is told to stop. */
    Recording run(StopRequest stop, Terminal terminal) throws IOException {
        Path agentJar = home.agentJar();
        Path directory = target.toAbsolutePath().getParent();
        Staging staging = Staging.in(directory == null ? Path.of("/") : directory);
        Path file = staging.resolve("recording.jfr");
        boolean keepStaging = false;
        try (AttachChannel channel = open(agentJar, staging)) {
            TargetRecording.requirePossible(channel, process);
            Properties properties = channel.systemProperties();
            long largestBytes = largestBytes(staging, properties);
            Path settings = staging.resolve("profile.jfc");
            try (InputStream jfc = new Profiles(home.profiles()).open(profile)) {
                SettledProfile.write(profile, jfc, controls, settings);
            }
            TargetAgent agent = new TargetAgent(channel, process);
            boolean loaded = agent.isLoaded();
            if (stop.hasCome()) {
                throw interrupted();
            }
            if (!loaded) {
                agent.load(agentJar);
            }
            TargetRecording recording = TargetRecording.start(channel, process, settings, file, largestBytes);
            keepStaging = true; // it is written to, until it is known that nothing of worth is left in it
            try {
                agent.requireStarted();
                sayBegun(properties, !loaded && agent.isWarnedOf(feature(properties)), terminal);
                await(stop, terminal);
            } catch (UserException failure) {
                if (process.runs()) {
                    recording.stop();
                    keepStaging = false;
                    throw failure;
                }
            }
            Recording result = bringIn(recording, terminal);
            keepStaging = false;
            return result;
        } finally {
            if (!keepStaging || !isWorth(file)) {
                staging.directory().close();
            }
        }
    }

    /** Whether something was written, or still will be. */
    private boolean isWorth(Path file) throws IOException {
        return process.runs() || (Files.exists(file) && Files.size(file) > 0);
    }

    private AttachChannel open(Path agentJar, Staging staging) {
        if (!process.sees(staging.directory().path()) || !process.sees(agentJar)) {
            Path unseen = process.sees(agentJar) ? target.getParent() : agentJar;
            throw new UserException(
                    ExitCode.FAILED,
                    process + " does not see our files",
                    "It runs in a container, or with a file system of its own, in which there is no " + unseen,
                    "Install jmemtrace inside the container and run record there, or mount the directory at the same"
                            + " path");
        }
        return AttachChannel.open(process);
    }

    /** Flight recorder stops a program when the disk is full: neither where it writes nor where the file will be. */
    private long largestBytes(Staging staging, Properties properties) {
        Path temporary = Path.of(properties.getProperty("java.io.tmpdir", "/tmp"));
        return process.sees(temporary)
                ? Math.min(staging.largestRecordingBytes(), Staging.largestRecordingBytes(temporary))
                : staging.largestRecordingBytes();
    }

    private static int feature(Properties properties) {
        return Runtime.Version.parse(properties.getProperty("java.version", "17"))
                .feature();
    }

    private void sayBegun(Properties properties, boolean warned, Terminal terminal) {
        String main = RunningJvms.mainOf(properties.getProperty("sun.java.command", ""));
        terminal.say("recording " + process.pid() + " (" + Printable.of(main) + ", Java "
                + properties.getProperty("java.version") + ") "
                + duration.map(time -> "for " + text(time)).orElse("until Ctrl-C or its end"));
        terminal.say("not in it: what was allocated before, and the calls that were entered before");
        if (warned) {
            terminal.say("its JVM warned on its standard error that an agent was loaded;"
                    + " with -XX:+EnableDynamicAgentLoading it does not");
        }
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private void await(StopRequest stop, Terminal terminal) {
        long begin = System.nanoTime();
        long wholeNanos = duration.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        try (ElapsedLine line = new ElapsedLine(terminal.err(), Screen.isTerminal(Screen.STDERR), duration)) {
            long elapsed = 0;
            while (elapsed < wholeNanos && process.runs()) {
                line.show(Duration.ofNanos(elapsed));
                Duration pause = Duration.ofNanos(Math.min(LOOK_EVERY.toNanos(), wholeNanos - elapsed));
                if (stop.await(pause)) {
                    return;
                }
                elapsed = System.nanoTime() - begin;
            }
        }
    }

    private Recording bringIn(TargetRecording recording, Terminal terminal) throws IOException {
        stop(recording);
        boolean ended = !recording.isWritten();
        boolean salvaged = ended && recording.salvage();
        if (ended && !salvaged) {
            throw new UserException(
                    ExitCode.FAILED,
                    "nothing was recorded",
                    process + " ended before its flight recorder had flushed anything",
                    "Record it from its start with: record run -- java ...");
        }
        Recording result = Harvest.publish(recording.file(), target, replaceOlder, process.pid(), salvaged);
        if (salvaged) {
            terminal.say(process + " ended without writing its recording; this is what it had flushed until then:");
        } else if (!process.runs()) {
            terminal.say(process + " has ended; this is its recording until then:");
        }
        return result;
    }

    /** A process that ends does so at any moment, and then has no answer. */
    private void stop(TargetRecording recording) throws IOException {
        try {
            if (process.runs()) {
                recording.stop();
            }
        } catch (UserException failure) {
            if (process.runs() && !recording.isWritten()) {
                throw new UserException(
                        ExitCode.FAILED,
                        process + " did not end its recording",
                        String.valueOf(failure.getMessage()),
                        "It writes it to " + recording.file() + " when told: jcmd " + process.pid() + " JFR.stop name="
                                + recording.name());
            }
        }
    }

    static UserException interrupted() {
        return new UserException(
                ExitCode.INTERRUPTED,
                "interrupted before the recording began",
                "Nothing was started in the process",
                "Start it again with the same command");
    }
}
