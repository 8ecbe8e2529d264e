// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM is asked through. The JDK's attach API makes the JVM listen and loads the agent. The commands of jcmd it
 * does not offer, so they go to the JVM's socket from here, in the form that all JVMs since JDK 6 take: a jcmd of its
 * own would be ended by the Ctrl-C that is to end the recording.
 */
final class AttachChannel implements AutoCloseable {
    /** What a JVM takes as one argument, with the zero at its end. */
    private static final int MOST_BYTES = 1024;

    /** Weaving some ten thousand classes on a busy machine takes its time. */
    private static final long PATIENCE_SECONDS = 120;

    private final TargetProcess process;
    private final VirtualMachine machine;

    private AttachChannel(TargetProcess process, VirtualMachine machine) {
        this.process = process;
        this.machine = machine;
    }

    /** Makes the JVM listen. */
    static AttachChannel open(TargetProcess process) {
        return new AttachChannel(process, attach(process));
    }

    private static VirtualMachine attach(TargetProcess process) {
        try {
            return VirtualMachine.attach(Long.toString(process.pid()));
        } catch (AttachNotSupportedException | IOException failure) {
            throw new UserException(
                    ExitCode.FAILED,
                    process + " cannot be attached to",
                    String.valueOf(failure.getMessage()),
                    "Does it hang, or was it started with -XX:+DisableAttachMechanism? See: record doctor "
                            + process.pid());
        }
    }

    Properties systemProperties() {
        try {
            return machine.getSystemProperties();
        } catch (IOException failure) {
            throw noAnswer(failure);
        }
    }

    /** Loads an agent; throws what the JVM says if it does not take it. */
    void load(Path agentJar) throws AgentLoadException, AgentInitializationException {
        try {
            machine.loadAgent(agentJar.toString());
        } catch (IOException failure) {
            throw noAnswer(failure);
        }
    }

    /** Gives a command of jcmd, and returns what the JVM says: the result, or why there is none. */
    String ask(String command) {
        byte[] request = ("1\0jcmd\0" + command + "\0\0\0").getBytes(StandardCharsets.UTF_8);
        if (command.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES) {
            throw UserException.usage(
                    "the output's name is too long",
                    "A JVM takes commands of less than " + MOST_BYTES + " bytes, and the path is part of one",
                    "Choose a directory with a shorter path with -o FILE");
        }
        if (!Files.exists(process.attachSocket()) && process.runs()) {
            close(attach(process)); // what tidies up /tmp has removed it; the JVM makes it anew
        }
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(process.attachSocket()))) {
            return await(CompletableFuture.supplyAsync(() -> exchange(socket, request)));
        } catch (IOException failure) {
            throw noAnswer(failure);
        }
    }

    private UserException noAnswer(IOException failure) {
        return process.runs()
                ? new UserException(
                        ExitCode.FAILED,
                        process + " does not answer",
                        String.valueOf(failure.getMessage()),
                        "See whether it hangs with: record doctor " + process.pid())
                : new UserException(
                        ExitCode.FAILED,
                        process + " has ended",
                        "It ended while it was being asked",
                        "Record it from its start with: record run -- java ...");
    }

    private static String await(CompletableFuture<Reply> exchange) throws IOException {
        try {
            Reply reply = exchange.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (reply.failure() != null) {
                throw reply.failure();
            }
            return reply.text();
        } catch (TimeoutException silent) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", silent);
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Reply exchange(SocketChannel socket, byte[] request) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
            String reply = new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
            int endOfStatus = reply.indexOf('\n');
            if (endOfStatus < 0) {
                return new Reply("", new EOFException("it closed the connection without an answer"));
            }
            return new Reply(reply.substring(endOfStatus + 1), null);
        } catch (IOException failure) {
            return new Reply("", failure);
        }
    }

    @Override
    public void close() {
        close(machine);
    }

    private static void close(VirtualMachine machine) {
        try {
            machine.detach();
        } catch (IOException ended) {
            // Then there is nothing to detach from.
        }
    }

    private record Reply(String text, @Nullable IOException failure) {}
}
