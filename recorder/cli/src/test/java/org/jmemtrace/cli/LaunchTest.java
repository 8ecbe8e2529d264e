// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    private static final List<String> OPTIONS = List.of("-javaagent:/a.jar", "-XX:StartFlightRecording:settings=s");

    @Test
    void of_javaCommand_putsOptionsBeforeAllOthers() {
        Launch launch = Launch.of(List.of("/jdk/bin/java", "-jar", "app.jar"), OPTIONS, Map.of());

        assertThat(launch.arguments())
                .containsExactly(
                        "/jdk/bin/java", "-javaagent:/a.jar", "-XX:StartFlightRecording:settings=s", "-jar", "app.jar");
        assertThat(launch.environment()).isEmpty();
    }

    @Test
    void of_otherCommand_leavesItAndPutsOptionsIntoEnvironment() {
        Launch launch = Launch.of(List.of("mvn", "test"), OPTIONS, Map.of());

        assertThat(launch.arguments()).containsExactly("mvn", "test");
        assertThat(launch.environment())
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-javaagent:/a.jar -XX:StartFlightRecording:settings=s"));
    }

    @Test
    void of_environmentWithOptions_keepsThemFirst() {
        Launch launch = Launch.of(List.of("mvn"), OPTIONS, Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g"));

        assertThat(launch.environment().get("JAVA_TOOL_OPTIONS")).startsWith("-Xmx1g -javaagent:/a.jar ");
    }

    @Test
    void of_optionsWithBlanksAndQuotes_areQuotedForTheJvm() {
        Launch launch = Launch.of(List.of("mvn"), List.of("-Da=b c", "-Dd=\"e\"", "-Df=it's"), Map.of());

        assertThat(launch.environment().get("JAVA_TOOL_OPTIONS")).isEqualTo("'-Da=b c' '-Dd=\"e\"' '-Df=it'\"'\"'s'");
    }

    @Test
    void isJava_byNameOfTheProgram() {
        assertThat(Launch.isJava(List.of("java"))).isTrue();
        assertThat(Launch.isJava(List.of("../jdk/bin/java", "-version"))).isTrue();
        assertThat(Launch.isJava(List.of("javac"))).isFalse();
        assertThat(Launch.isJava(List.of("java/run.sh"))).isFalse();
    }
}
