// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another agent rewrites the same class, from before or in the middle: both count, and it goes on when we have left. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachNextToAgentIT {
    @TempDir
    private Path directory;

    private RecordProcess record;

    @BeforeEach
    void install() throws Exception {
        record = new RecordProcess(directory);
    }

    @AfterEach
    void end() {
        record.end();
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_afterTheOther_bothCount(JavaRuntime java) throws Exception {
        try (TargetProgram target =
                TargetProgram.start(TargetProgram.java(java), directory, "-javaagent:" + otherAgent())) {
            int before = counted(target);
            Attaching attaching = start(target);
            target.ask("arrays 10");
            end(attaching, target);

            assertThat(counted(target) - before).isEqualTo(10 + 5);
            assertThat(arrays()).isEqualTo(new CountedCalls(10, 10 * Attended.BYTES_PER_CALL));
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_beforeTheOther_bothCount(JavaRuntime java) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            Attaching attaching = start(target);
            target.ask("arrays 10");
            VirtualMachine machine = VirtualMachine.attach(Long.toString(target.pid()));
            machine.loadAgent(otherAgent().toString());
            machine.detach();
            target.ask("arrays 4");
            end(attaching, target);

            assertThat(counted(target)).isEqualTo(4 + 5);
            assertThat(arrays()).isEqualTo(new CountedCalls(14, 14 * Attended.BYTES_PER_CALL));
        }
    }

    private Attaching start(TargetProgram target) throws Exception {
        return Attaching.start(record, target, "--include", Attended.class.getName());
    }

    private void end(Attaching attaching, TargetProgram target) throws Exception {
        attaching.signal("TERM");
        assertThat(attaching.awaitEnd()).as(record.errors()).isZero();
        target.ask("arrays 5");
    }

    private static int counted(TargetProgram target) throws Exception {
        return Integer.parseInt(target.ask("counted"));
    }

    private CountedCalls arrays() throws Exception {
        return CountedCalls.of(Attaching.file(directory), Attended.class, "arrays");
    }

    /** A jar that makes {@link Counting}, which is on the class path, an agent. */
    private Path otherAgent() throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Counting.class.getName());
        attributes.putValue("Agent-Class", Counting.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("other.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }
}
