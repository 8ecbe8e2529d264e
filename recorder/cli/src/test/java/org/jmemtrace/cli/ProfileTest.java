// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    private Path directory;

    @Test
    void parse_profile_givesControlsWithDefaultsAndEnabledEvents() throws Exception {
        Profile profile = parse("""
            <configuration version="2.0" label="l" description="what it gives">
              <event name="a.On"><setting name="enabled">true</setting><setting name="period">1 s</setting></event>
              <event name="a.Off"><setting name="enabled">false</setting></event>
              <control>
                <text name="include" label="Classes">**</text>
                <selection name="level" label="Level" default="low">
                  <option name="low" label="Low">1</option>
                </selection>
              </control>
            </configuration>\
            """);

        assertThat(profile.description()).isEqualTo("what it gives");
        assertThat(profile.controls())
                .containsExactly(
                        new Profile.Control("include", "Classes", "**"), new Profile.Control("level", "Level", "low"));
        assertThat(profile.events()).containsOnlyKeys("a.On").containsValue("1 s");
    }

    @Test
    void parse_bundledCalls_hasTheDocumentedControls() throws Exception {
        Profile calls = new Profiles(directory.resolve("none")).read("calls");

        assertThat(calls.controls())
                .extracting(Profile.Control::name)
                .contains("include", "exclude", "trigger", "interval");
        assertThat(calls.events()).containsKeys("jmemtrace.CallNode", "jmemtrace.ProcessSample");
    }

    @Test
    void parse_entityOfAFile_isRefusedUnread() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "canary");

        assertThatThrownBy(() -> parse("<!DOCTYPE c [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><configuration"
                        + " description=\"d\"><control><text"
                        + " name=\"a\">&s;</text></control></configuration>"))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refused ->
                                assertThat(refused.text()).contains("DOCTYPE").doesNotContain("canary"));
    }

    @Test
    void parse_otherXmlOrNone_isRefused() {
        assertThatThrownBy(() -> parse("<project/>")).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> parse("calls")).isInstanceOf(UserException.class);
    }

    @Test
    void names_filesOfTheInstallation_winOverTheJar() throws Exception {
        Files.writeString(directory.resolve("own.jfc"), "<configuration description='changed'/>");
        Profiles profiles = new Profiles(directory);

        assertThat(profiles.names()).containsExactly("own");
        assertThat(profiles.read("own").description()).isEqualTo("changed");
        assertThatThrownBy(() -> profiles.read("calls")).isInstanceOf(UserException.class);
    }

    private static Profile parse(String xml) throws Exception {
        return Profile.parse("test", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
