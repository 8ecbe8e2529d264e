// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void of_charactersThatRewriteTheScreen_showsTheirNumbers() {
        assertThat(Printable.of("a\u001b[31mb\u202ec\nd")).isEqualTo("a\\u001b[31mb\\u202ec\\u000ad");
    }

    @Test
    void of_letters_staysTheSame() {
        assertThat(Printable.of("Größe 1 日本")).isEqualTo("Größe 1 日本");
    }

    @Test
    void shellWord_oddNames_areQuotedForTheShell() {
        assertThat(Printable.shellWord("/tmp/a-1.jfr")).isEqualTo("/tmp/a-1.jfr");
        assertThat(Printable.shellWord("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(Printable.shellWord("")).isEqualTo("''");
    }
}
