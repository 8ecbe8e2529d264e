// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledProfileTest {
    private static final String PROFILE = """
            <configuration version="2.0">
              <event name="a.B">
                <setting name="include" control="include">**</setting>
                <setting name="period" control="interval">1 s</setting>
                <setting name="enabled">true</setting>
              </event>
              <control><text name="include">**</text><text name="interval">1 s</text></control>
            </configuration>
            """;

    @TempDir
    private Path directory;

    @Test
    void write_values_standInTheSettingsAndTheRestIsKept() throws Exception {
        Path file = directory.resolve("settled.jfc");
        try (InputStream jfc = new ByteArrayInputStream(PROFILE.getBytes(UTF_8))) {
            SettledProfile.write("own", jfc, new TreeMap<>(Map.of("include", "a.<b>&**")), file);
        }

        assertThat(Configuration.create(file).getSettings())
                .isEqualTo(Map.of("a.B#include", "a.<b>&**", "a.B#period", "1 s", "a.B#enabled", "true"));
    }
}
