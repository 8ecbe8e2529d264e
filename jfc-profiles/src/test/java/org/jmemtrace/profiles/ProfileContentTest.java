// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.SettingDescriptor;
import org.jmemtrace.api.MarkEvent;
import org.jmemtrace.api.MemoryBlockEvent;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.JvmInfo;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A profile that names an event or a setting that does not exist is taken by flight recorder without a word. */
class ProfileContentTest {
    /** They carry command lines, system properties or environment variables, so passwords too. */
    private static final Set<String> SECRET_BEARING = Set.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.SystemProcess",
            "jdk.ProcessStart",
            "jdk.JVMInformation");

    /** Flight recorder leaves out what it does not know. */
    private static final Map<String, Integer> SINCE =
            Map.of("jdk.NativeMemoryUsage", 20, "jdk.NativeMemoryUsageTotal", 20);

    /** Flight recorder gives an event the setting "period" when a hook is added, and takes others away. */
    private static final Set<Class<? extends Event>> WITH_PERIOD = Set.of(
            CounterChoice.class,
            JvmInfo.class,
            LiveObjects.class,
            ProcessSample.class,
            RecorderStatus.class,
            RssLedger.class);

    /** Settings by event. Those of the JVM are read from the JVM that runs the test. */
    private static final Map<String, Set<String>> KNOWN = new TreeMap<>();

    @BeforeAll
    static void askTheJvm() throws Exception {
        FlightRecorder.register(MarkEvent.class);
        FlightRecorder.register(MemoryBlockEvent.class);
        for (Class<? extends Event> event : ours()) {
            FlightRecorder.register(event);
            if (WITH_PERIOD.contains(event)) {
                FlightRecorder.addPeriodicEvent(event, new NoHook());
            }
        }
        for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
            KNOWN.put(
                    type.getName(),
                    type.getSettingDescriptors().stream()
                            .map(SettingDescriptor::getName)
                            .collect(Collectors.toSet()));
        }
    }

    /** The event classes beside {@link CallNode}, which lie in a jar or in the directory of a compiler. */
    @SuppressWarnings("try") // the jar need only be open
    private static List<Class<? extends Event>> ours() throws Exception {
        URI place = CallNode.class.getResource("CallNode.class").toURI();
        List<Class<? extends Event>> events = new ArrayList<>();
        try (FileSystem jar = place.getScheme().equals("jar") ? FileSystems.newFileSystem(place, Map.of()) : null;
                Stream<Path> files = Files.list(Path.of(place).getParent())) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(CallNode.class.getPackageName() + "." + name);
                if (Event.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    events.add(type.asSubclass(Event.class));
                }
            }
        }
        return events;
    }

    static Stream<Path> profiles() throws Exception {
        return BundledProfilesTest.files().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profile_parsedByFlightRecorder_hasLabelAndDescription(Path profile) throws Exception {
        Configuration configuration = Configuration.create(profile);

        assertThat(configuration.getLabel()).startsWith("jmemtrace ");
        assertThat(configuration.getDescription()).isNotBlank();
        assertThat(configuration.getProvider()).isEqualTo("jmemtrace");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void events_ofProfile_existWithTheSettingsTheyAreGiven(Path profile) throws Exception {
        Map<String, Set<String>> settings = settingsByEvent(profile);
        settings.keySet().removeIf(event -> Runtime.version().feature() < SINCE.getOrDefault(event, 0));
        for (Map.Entry<String, Set<String>> event : settings.entrySet()) {
            assertThat(KNOWN).as(profile.toString()).containsKey(event.getKey());
            assertThat(KNOWN.get(event.getKey())).as(event.getKey()).containsAll(event.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void events_thatBearSecrets_areNotEnabled(Path profile) throws Exception {
        Map<String, String> settings = Configuration.create(profile).getSettings();

        for (String event : SECRET_BEARING) {
            assertThat(settings.getOrDefault(event + "#enabled", "false"))
                    .as(event)
                    .isEqualTo("false");
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void controls_thatSettingsName_areDefinedAndUsed(Path profile) throws Exception {
        Document document = parse(profile);
        Set<String> used = new TreeSet<>();
        for (Element setting : elements(document, "setting")) {
            if (setting.hasAttribute("control")) {
                used.add(setting.getAttribute("control"));
            }
        }
        Set<String> defined = new TreeSet<>();
        for (String kind : List.of("text", "flag", "selection", "condition")) {
            elements(document, kind).forEach(control -> defined.add(control.getAttribute("name")));
        }

        assertThat(used).isNotEmpty().isEqualTo(defined);
    }

    /** Not a lambda: that is one object for all events, and flight recorder wants one for each. */
    private static final class NoHook implements Runnable {
        @Override
        public void run() {}
    }

    private static Map<String, Set<String>> settingsByEvent(Path profile) throws Exception {
        Map<String, Set<String>> settings = new TreeMap<>();
        for (Element setting : elements(parse(profile), "setting")) {
            String event = ((Element) setting.getParentNode()).getAttribute("name");
            settings.computeIfAbsent(event, name -> new TreeSet<>()).add(setting.getAttribute("name"));
        }
        return settings;
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> (Element) nodes.item(i))
                .toList();
    }

    private static Document parse(Path profile) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(profile.toFile());
    }
}
