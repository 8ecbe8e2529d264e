// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jmemtrace.events.CommandLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "java --db-password=S3cret -jar app.jar > java --db-password=*** -jar app.jar",
                "java -Dapi.key=S3cret Main > java -Dapi.key=*** Main",
                "java -Dmy.PassWord=S3cret Main > java -Dmy.PassWord=*** Main",
                "env DB_PASSWORD=S3cret AWS_SECRET_ACCESS_KEY=S3cret x > env DB_PASSWORD=*** AWS_SECRET_ACCESS_KEY=***"
                        + " x",
                "app --token S3cret --verbose > app --token *** --verbose",
                "mysql -p S3cret base > mysql -p *** base",
                "app -auth S3cret > app -auth ***",
                "app --credentials=S3cret > app --credentials=***",
                "psql postgres://joe:S3cret@host:5432/base > psql postgres://***@host:5432/base",
                "app jdbc:mysql://joe:S3cret@host/b > app jdbc:mysql://***@host/b",
                "app jdbc:x://host/b?user=joe&password=S3cret&ssl=on > app"
                        + " jdbc:x://host/b?user=joe&password=***&ssl=on",
                "app AKIAIOSFODNN7EXAMPLE > app ***",
                "app eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123 > app ***",
                "app secret:S3cret > app secret:***",
            })
    void redact_secrets_areLeftOut(String line, String expected) {
        assertThat(redact(line)).isEqualTo(expected).doesNotContain("S3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java -Xmx512m -cp a.jar:b.jar com.acme.Main --name=value -D x=1",
                "java -jar /opt/my app/app.jar http://host:80/path?q=1 joe@host",
                "tar -xf archive.tar --directory=/tmp/x",
            })
    void redact_nothingSecret_isKept(String line) {
        assertThat(redact(line)).isEqualTo(line);
    }

    @Test
    void redact_longLine_isCut() {
        String line = CommandLine.redact(List.of("java", "x".repeat(5000)));

        assertThat(line).hasSize(2000).startsWith("java xxx");
    }

    @Test
    void redact_nothing_isEmpty() {
        assertThat(CommandLine.redact(List.of())).isEmpty();
    }

    /** Redaction runs on other processes' command lines: none may make it slow. */
    @Test
    void redact_hostileLine_endsSoon() {
        for (String unit : new String[] {"pass", "key", "=", "passpass=", "a:", "eyJ", "://", "-"}) {
            String hostile = unit.repeat(100_000 / unit.length());
            long before = System.nanoTime();
            CommandLine.redact(List.of(hostile, hostile + "@"));
            assertThat(System.nanoTime() - before).as("%s...", unit).isLessThan(5_000_000_000L);
        }
    }

    private static String redact(String line) {
        return CommandLine.redact(Arrays.asList(line.split(" ")));
    }
}
