// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNameTest {
    @TempDir
    private Path directory;

    @Test
    void resolve_variables_areFilledIn() {
        OutputName name = OutputName.parse(directory + "/a-%p-%t-%%.jfr");

        assertThat(name.resolve(42, "2026_01_02")).isEqualTo(directory.resolve("a-42-2026_01_02-%.jfr"));
    }

    @Test
    void resolve_host_staysInTheDirectory() {
        assertThat(OutputName.parse(directory + "/%h").resolve(1, "t")).hasParentRaw(directory);
    }

    @Test
    void parse_unknownVariable_isRefused() {
        assertThatThrownBy(() -> OutputName.parse("a%q.jfr")).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> OutputName.parse("a%")).isInstanceOf(UserException.class);
    }

    @Test
    void parse_existingDirectory_getsTheDefaultName() {
        assertThat(OutputName.parse(directory.toString())).isEqualTo(new OutputName(directory, "mem-%p-%t.jfr"));
    }

    @Test
    void forSeveralJvms_nameWithoutPid_getsOne() {
        assertThat(OutputName.parse("a.jfr").forSeveralJvms().template()).isEqualTo("a-%p.jfr");
        assertThat(OutputName.parse("a").forSeveralJvms().template()).isEqualTo("a-%p");
        assertThat(OutputName.parse("%p.jfr").forSeveralJvms().template()).isEqualTo("%p.jfr");
    }

    @Test
    void isFixed_onlyWithoutPidAndTime() {
        assertThat(OutputName.parse("a.jfr").isFixed()).isTrue();
        assertThat(OutputName.parse("%h.jfr").isFixed()).isTrue();
        assertThat(OutputName.parse("a-%p.jfr").isFixed()).isFalse();
        assertThat(OutputName.parse("a-%t.jfr").isFixed()).isFalse();
    }
}
