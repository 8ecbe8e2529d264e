// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Brings secrets to wherever flight recorder looks, and into events of its own. */
public final class SecretiveProcess {
    private SecretiveProcess() {}

    /** Its text is of the length that flight recorder pools. */
    @Name("com.acme.Login")
    @StackTrace(false)
    static final class Login extends Event {
        @SuppressWarnings("NullAway.Init")
        String user;

        @SuppressWarnings("NullAway.Init")
        String site;
    }

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 10; i++) {
            Login login = new Login();
            login.user = "CANARY-user, a text long enough to be pooled";
            login.site = "left as it is, long enough to be pooled, too";
            login.commit();
        }
        fail("CANARY-message");
        fail("CANARY-\u4e2d\u6587\ud83d\ude00 in letters of two to four bytes");
        Path file = Path.of(arguments[0]);
        Files.writeString(file, "text");
        Files.readAllBytes(file);
        new ProcessBuilder("true", "CANARY-child").start().waitFor();
        talk();
    }

    private static void fail(String message) {
        try {
            throw new AssertionError(message);
        } catch (AssertionError e) {
            assert e.getMessage() != null;
        }
    }

    private static void talk() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    Thread.sleep(50);
                    socket.getOutputStream().write(1);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            answering.start();
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.getInputStream().read();
            }
            answering.join();
        }
    }
}
