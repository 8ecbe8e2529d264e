// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderOptionsTest {
    @TempDir
    private Path directory;

    @Test
    void jvmOptions_plainPaths_areAsDocumented() {
        Staging staging = Staging.in(directory);
        List<String> options = options("/jfc/calls.jfc", Map.of("trigger", "0 B", "include", "com.acme.**;org.**"))
                .jvmOptions(staging);

        assertThat(options).hasSize(4);
        assertThat(options.get(0)).isEqualTo("-javaagent:/lib/agent.jar");
        assertThat(options.get(1)).isEqualTo("-Xlog:jfr+startup=error");
        assertThat(options.get(2)).isEqualTo("-XX:FlightRecorderOptions:repository=" + staging.repository());
        assertThat(options.get(3))
                .startsWith("-XX:StartFlightRecording:settings=/jfc/calls.jfc,filename=" + staging.recordings()
                        + ",dumponexit=true,maxsize=")
                .endsWith("m,include=com.acme.**;org.**,trigger=\"0 B\"");
    }

    @Test
    void jvmOptions_pathsWithBlanksAndCommas_areQuoted() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("a b,c"));

        List<String> options = options("/j f,c/calls.jfc", Map.of()).jvmOptions(Staging.in(odd));

        assertThat(options.get(2)).startsWith("-XX:FlightRecorderOptions:repository=\"" + odd);
        assertThat(options.get(3)).contains("settings=\"/j f,c/calls.jfc\",filename=\"" + odd);
    }

    @Test
    void jvmOptions_pathWithDoubleQuote_isRefused() throws Exception {
        Staging staging = Staging.in(Files.createDirectory(directory.resolve("a\"b")));

        assertThatThrownBy(() -> options("/calls.jfc", Map.of()).jvmOptions(staging))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cannot be given to flight recorder");
    }

    @Test
    void new_agentPathWithEqualsSign_isRefused() {
        assertThatThrownBy(() -> new RecorderOptions(Path.of("/a=b/agent.jar"), Path.of("p"), false, new TreeMap<>()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("agent cannot be named");
    }

    private static RecorderOptions options(String profile, Map<String, String> controls) {
        return new RecorderOptions(Path.of("/lib/agent.jar"), Path.of(profile), false, new TreeMap<>(controls));
    }
}
