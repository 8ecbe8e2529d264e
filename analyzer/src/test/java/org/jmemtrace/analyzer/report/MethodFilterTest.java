// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.SampleRecording;
import org.jmemtrace.analyzer.attribution.SiteKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodFilterTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.**, true",
        "com.acme.*, false",
        "com.acme.img.*, true",
        "**.Cache, true",
        "com.acme.img.Cache, true",
        "com.acme.img.Cache.load, true",
        "com.acme.img.Cache.lo*, true",
        "com.acme.img.Cache.store, false",
        "com.acme.img.C?che, true",
        "com?acme.**, false",
        "x;com.acme.**, true"
    })
    void lists_globs_matchClassOrMethod(String glob, boolean listed) {
        SiteKey key = new SampleRecording()
                .method(16, "com.acme.img.Cache", "load").node(1, 0, 16, 1, 1, 1).profile().methods().stream()
                        .map(MethodTotals::key)
                        .filter(SiteKey::isMethod)
                        .findFirst()
                        .orElseThrow();
        assertThat(new MethodFilter(List.of(glob), List.of()).lists(key)).isEqualTo(listed);
        assertThat(new MethodFilter(List.of(), List.of(glob)).lists(key)).isEqualTo(!listed);
        assertThat(new MethodFilter(List.of(), List.of()).lists(key)).isTrue();
    }
}
