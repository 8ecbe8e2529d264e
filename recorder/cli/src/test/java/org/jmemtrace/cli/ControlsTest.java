// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsTest {
    private static final Profile PROFILE = new Profile(
            "calls",
            "",
            List.of(new Profile.Control("include", "", "**"), new Profile.Control("trigger", "", "4 KiB")),
            new TreeMap<>());

    @Test
    void globs_severalInAnyForm_areJoinedWithSemicolons() {
        Controls controls = new Controls().globs("include", List.of("com.acme.**,org.*", "a.B$C"));

        assertThat(controls.forProfile(PROFILE)).isEqualTo(Map.of("include", "com.acme.**;org.*;a.B$C"));
    }

    @Test
    void globs_none_leaveTheProfilesDefault() {
        assertThat(new Controls().globs("include", List.of()).forProfile(PROFILE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com/acme/**", "a=b", "a\"b", "com.acme(**)"})
    void globs_thatAreNoClassNames_areRefused(String glob) {
        assertThatThrownBy(() -> new Controls().globs("include", List.of(glob)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(glob);
    }

    @Test
    void size_withUnit_isGivenInBytes() {
        assertThat(new Controls().size("trigger", "24KiB").forProfile(PROFILE)).isEqualTo(Map.of("trigger", "24576 B"));
    }

    @Test
    void period_withUnit_isGivenAsFlightRecorderReadsIt() {
        Profile profile = new Profile("p", "", List.of(new Profile.Control("interval", "", "1 s")), new TreeMap<>());

        assertThat(new Controls().period("interval", "500MS").forProfile(profile))
                .isEqualTo(Map.of("interval", "500 ms"));
        assertThatThrownBy(() -> new Controls().period("interval", "5")).isInstanceOf(UserException.class);
    }

    @Test
    void oneOf_anotherWord_isRefusedWithTheWords() {
        Profile profile =
                new Profile("p", "", List.of(new Profile.Control("granularity", "", "line")), new TreeMap<>());
        List<String> words = List.of("line", "bytecode");

        assertThat(new Controls().oneOf("granularity", words, "Bytecode").forProfile(profile))
                .isEqualTo(Map.of("granularity", "bytecode"));
        assertThatThrownBy(() -> new Controls().oneOf("granularity", words, "byte"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("byte");
    }

    @Test
    void assignment_ofAnyControl_isTakenAsItStands() {
        assertThat(new Controls().assignment("trigger=a=b").forProfile(PROFILE)).isEqualTo(Map.of("trigger", "a=b"));
        assertThatThrownBy(() -> new Controls().assignment("trigger"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("'trigger' is not an assignment");
        assertThatThrownBy(() -> new Controls().assignment("other=1").forProfile(PROFILE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("other has no effect");
    }

    @Test
    void forProfile_withoutSuchControl_isRefused() {
        assertThatThrownBy(() -> new Controls().period("interval", "1s").forProfile(PROFILE))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--interval has no effect with calls");
    }
}
