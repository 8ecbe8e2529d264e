// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Ends;
import com.acme.Loaders;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes are woven whoever loads them, if their loader lets them see the probes, and run unwoven if it does not. */
final class ClassLoadersIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void loaders_ofManyKinds_classesRunAndAreWovenWherePossible(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        Path file = directory.resolve("loaders.jfr");
        ChildJvm.Result recorded = jvm.recording(file, "include=com.acme.**").run(Loaders.class.getName());

        assertThat(recorded.output()).contains("unloaded true");
        assertThat(recorded).isEqualTo(jvm.run(Loaders.class.getName()));
        RecordedCalls calls = RecordedCalls.read(file);
        RecordedEvent status = calls.events("RecorderStatus").get(0);
        // One each on the class path, without parent, below the platform's and with a selfish loader; 100 short-lived.
        assertThat(calls.method(Loaders.class.getName() + "$Task.call").calls).isEqualTo(104);
        assertThat(status.getLong("failedClasses")).isOne();
        assertThat(status.getString("firstFailure")).contains("Loaders$Task", "does not see");
        assertThat(status.getString("firstError")).isNull();
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void namedModule_thatReadsNothing_isWoven(Path home) throws Exception {
        Path module = Files.createDirectories(directory.resolve("modules/com.acme"));
        Path ends = Files.createDirectories(module.resolve("com/acme"));
        for (String name : new String[] {"Ends.class", "Ends$Failing.class"}) {
            Files.copy(ChildJvm.PROGRAMS.resolve("com/acme").resolve(name), ends.resolve(name));
        }
        ChildJvm.compile(module, "module com.acme {}");
        ChildJvm jvm = ChildJvm.plain(home).with("--module-path", module.toString());
        Path file = directory.resolve("module.jfr");
        ChildJvm.Result recorded =
                jvm.recording(file, "include=com.acme.**").run("-m", "com.acme/com.acme.Ends", "exit");

        assertThat(recorded).isEqualTo(jvm.run("-m", "com.acme/com.acme.Ends", "exit"));
        assertThat(recorded.exitCode()).isEqualTo(42);
        assertThat(RecordedCalls.read(file).method(Ends.class.getName() + ".work").calls)
                .isEqualTo(2);
    }
}
