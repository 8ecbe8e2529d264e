// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** What the packed agent shows to a program's class path, and what it carries inside. */
class AgentJarIT {
    private static final String NESTED = "META-INF/jmemtrace/";
    private static final int JAVA_17 = 61;

    @Test
    void topLevel_always_showsOnlyTheEntryPoint() throws IOException {
        List<String> classes = names(name -> name.endsWith(".class"));

        assertThat(classes).contains("org/jmemtrace/agent/Agent.class").hasSizeLessThan(10);
        assertThat(classes).allMatch(name -> name.matches("org/jmemtrace/agent/[^/]+\\.class"));
    }

    @Test
    void topLevel_besideClasses_holdsNestedJarsAndLicences() throws IOException {
        assertThat(names(name -> !name.endsWith(".class") && !name.endsWith("/")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        NESTED + "jmemtrace-agent-core.jar",
                        NESTED + "probes.jar",
                        NESTED + "jmemtrace-events.jar",
                        NESTED + "jna.jar");
    }

    @Test
    void manifest_always_namesTheAgentAndItsRights() throws IOException {
        try (JarFile jar = agentJar()) {
            Attributes attributes = jar.getManifest().getMainAttributes();

            assertThat(attributes.getValue("Premain-Class")).isEqualTo("org.jmemtrace.agent.Agent");
            assertThat(attributes.getValue("Agent-Class")).isEqualTo("org.jmemtrace.agent.Agent");
            assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("org.jmemtrace.agent");
            assertThat(attributes.getValue("Implementation-Title")).isEqualTo("jmemtrace-agent");
            assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
            // These would put classes where the program sees them, or break when the file is renamed.
            assertThat(attributes.getValue("Class-Path")).isNull();
            assertThat(attributes.getValue("Boot-Class-Path")).isNull();
        }
    }

    @Test
    void libraries_nested_areTheOriginalFiles() throws IOException, URISyntaxException {
        assertThat(read("jna.jar")).isEqualTo(jarOf(Native.class));
    }

    @Test
    void core_nested_hasAllButTheEntryPoint() throws IOException {
        List<String> core = classesIn("jmemtrace-agent-core.jar");

        assertThat(core).isNotEmpty().doesNotContainAnyElementsOf(names(name -> true));
        assertThat(core).noneMatch(name -> name.matches("org/jmemtrace/agent/[^/]+\\.class"));
        assertThat(core).allMatch(name -> name.startsWith("org/jmemtrace/"));
    }

    @Test
    void probes_nested_areOnePackage() throws IOException {
        assertThat(classesIn("probes.jar")).isNotEmpty().allMatch(name -> name.startsWith("org/jmemtrace/probes/"));
    }

    @Test
    void events_nested_areOnePackage() throws IOException {
        assertThat(classesIn("jmemtrace-events.jar"))
                .contains("org/jmemtrace/events/CallNode.class")
                .allMatch(name -> name.startsWith("org/jmemtrace/events/"));
    }

    /** Class names in a nested jar, each checked for a version that JDK 17 loads. */
    private static List<String> classesIn(String nested) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(read(nested)))) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    names.add(entry.getName());
                    assertThat(classVersion(jar)).as(entry.getName()).isEqualTo(JAVA_17);
                }
            }
        }
        return names;
    }

    private static int classVersion(JarInputStream classFile) throws IOException {
        return (int) new DataInputStream(classFile).readLong() & 0xFFFF;
    }

    private static byte[] read(String nested) throws IOException {
        try (JarFile jar = agentJar();
                var in = jar.getInputStream(jar.getEntry(NESTED + nested))) {
            return in.readAllBytes();
        }
    }

    private static List<String> names(Predicate<String> wanted) throws IOException {
        try (JarFile jar = agentJar()) {
            return jar.stream().map(JarEntry::getName).filter(wanted).toList();
        }
    }

    private static JarFile agentJar() throws IOException {
        return new JarFile(System.getProperty("agent.jar"));
    }

    private static byte[] jarOf(Class<?> type) throws IOException, URISyntaxException {
        return Files.readAllBytes(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
}
