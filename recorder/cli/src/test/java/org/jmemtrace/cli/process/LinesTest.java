// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String HOSTILE = "=a\"b\\,\u001b[31m\n\u202eä";

    @Test
    void json_hostileName_isEscaped() {
        Sample sample = new Samples().process(7, 2, HOSTILE, "", "S", 1, 3).at(4);

        assertThat(Lines.json(sample, sample.processes().get(0)))
                .startsWith(
                        "{\"sample\":4,\"epochNanos\":1700000000000000004,\"elapsedNanos\":4000000000,\"pid\":7,\"ppid\":1,"
                                + "\"startTicks\":5,\"ageNanos\":7,\"depth\":2,"
                                + "\"name\":\"=a\\\"b\\\\,\\u001b[31m\\u000a\\u202e\\u00e4\",\"status\":\"S\",\"rssBytes\":1048576,")
                .contains(",\"cpuPercent\":3.000,\"userNanos\":30000000,", ",\"netConnections\":3,")
                .endsWith(",\"commandLine\":\"\"}")
                .matches("\\p{ASCII}+");
    }

    @Test
    void json_unknown_isNull() {
        Sample sample = new Samples().denied(7, 0, "x").at(0);

        assertThat(Lines.json(sample, sample.processes().get(0)))
                .contains("\"ageNanos\":null", "\"rssBytes\":3145728", "\"pssBytes\":null", "\"cpuPercent\":null");
    }

    @Test
    void csv_hostileName_isOneCellAndNoFormula() {
        Sample sample =
                new Samples().process(7, 2, HOSTILE, "@x\r\ny", "S", 1, 3).at(4);

        assertThat(Lines.csv(sample, sample.processes().get(0)))
                .startsWith("4,1700000000000000004,4000000000,7,1,5,7,2,\"'=a\"\"b\\, [31m  ä\",\"S\",1048576,")
                .endsWith(",\"'@x  y\"")
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
    }

    @Test
    void csv_unknown_isEmptyInAsManyCellsAsTheHeader() {
        Sample sample = new Samples().denied(7, 0, "x").at(0);

        String line = Lines.csv(sample, sample.processes().get(0));

        assertThat(line).startsWith("0,1700000000000000000,0,7,1,5,,0,\"x\",\"S\",3145728,,,,,,");
        assertThat(line.split(",", -1)).hasSameSizeAs(Lines.csvHeader().split(",", -1));
    }
}
