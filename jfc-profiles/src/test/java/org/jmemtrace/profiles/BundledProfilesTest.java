// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledProfilesTest {
    /** The module's root, where the profiles lie; tests run there. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".jfc"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void names_ofTheJar_areTheFilesOfTheModule() throws IOException {
        List<String> ofFiles = files().stream()
                .map(file -> file.toString().replace(".jfc", ""))
                .toList();

        assertThat(BundledProfiles.names()).isNotEmpty().isEqualTo(ofFiles);
    }

    @Test
    void open_eachName_givesTheFileOfTheModule() throws IOException {
        for (String name : BundledProfiles.names()) {
            try (InputStream text = BundledProfiles.open(name)) {
                assertThat(text.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of(name + ".jfc")));
            }
        }
    }

    @Test
    void open_pathOutOfThePackage_isRefused() {
        assertThatThrownBy(() -> BundledProfiles.open("../calls")).isInstanceOf(NoSuchFileException.class);
    }
}
