// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Our events as JDK Mission Control sees them: named, described, sorted in, and with units. */
class JmcCompatibilityTest {
    private static final Map<String, IType<?>> LOADED = new HashMap<>();
    private static final Map<String, Long> COUNTS = new HashMap<>();

    @BeforeAll
    static void load(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("all.jfr");
        try (RecordingFixture fixture = new RecordingFixture()) {
            for (Class<? extends Event> type : RecordingFixture.TYPES) {
                fixture.event(type.getConstructor().newInstance());
            }
            fixture.writeTo(file);
        }
        IItemCollection items = JfrLoaderToolkit.loadEvents(file.toFile());
        for (IItemIterable iterable : items) {
            LOADED.put(iterable.getType().getIdentifier(), iterable.getType());
            COUNTS.merge(iterable.getType().getIdentifier(), iterable.getItemCount(), Long::sum);
        }
    }

    private static IType<?> loaded(Class<? extends Event> type) {
        String name = type.getAnnotation(Name.class).value();
        assertThat(LOADED).containsKey(name);
        return java.util.Objects.requireNonNull(LOADED.get(name));
    }

    @Test
    void load_oneEventOfEachType_allAreThere() {
        for (Class<? extends Event> type : RecordingFixture.TYPES) {
            assertThat(COUNTS).containsEntry(type.getAnnotation(Name.class).value(), 1L);
        }
    }

    @Test
    void load_eachType_hasLabelAndDescription() {
        for (Class<? extends Event> type : RecordingFixture.TYPES) {
            IType<?> loaded = loaded(type);
            assertThat(loaded.getName()).as(type.getName()).isNotBlank().isNotEqualTo(loaded.getIdentifier());
            assertThat(loaded.getDescription()).as(type.getName()).isNotBlank();
        }
    }

    @Test
    void load_eachType_isInOurCategory() {
        for (Class<? extends Event> type : RecordingFixture.TYPES) {
            assertThat(type.getAnnotation(jdk.jfr.Category.class).value()).containsExactly("Java Memory Trace");
        }
    }

    @Test
    void load_amountsAndTimes_areQuantitiesOfTheirKind() {
        int amounts = 0;
        for (Class<? extends Event> type : RecordingFixture.TYPES) {
            Map<String, ContentType<?>> kinds = new HashMap<>();
            loaded(type)
                    .getAccessorKeys()
                    .keySet()
                    .forEach(key -> kinds.put(key.getIdentifier(), key.getContentType()));
            for (Field field : type.getFields()) {
                if (field.isAnnotationPresent(DataAmount.class)) {
                    amounts++;
                    assertThat(kinds.get(field.getName()))
                            .as("%s.%s", type, field.getName())
                            .isEqualTo(UnitLookup.MEMORY);
                }
                if (field.isAnnotationPresent(Timespan.class)) {
                    assertThat(kinds.get(field.getName())).isEqualTo(UnitLookup.TIMESPAN);
                }
                if (field.getName().endsWith("Bytes") || field.getName().startsWith("rss")) {
                    assertThat(field.isAnnotationPresent(DataAmount.class))
                            .as("%s.%s", type, field.getName())
                            .isTrue();
                }
            }
        }
        assertThat(amounts).isGreaterThan(10);
    }
}
