// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Settings for flight recorder, as far as a user chooses by them.
 *
 * @param description what a recording with it tells
 * @param events names of the events it enables, with how often each comes where that is set
 */
record Profile(String name, String description, List<Control> controls, SortedMap<String, String> events) {
    /** A knob of a profile, and where it stands. */
    record Control(String name, String label, String value) {}

    Profile {
        controls = List.copyOf(controls);
    }

    Optional<Control> control(String controlName) {
        return controls.stream()
                .filter(control -> control.name().equals(controlName))
                .findFirst();
    }

    /** Reads a .jfc file; what could make the parser open other files or expand without end is refused. */
    static Profile parse(String name, InputStream jfc) throws IOException {
        Element root = document(name, jfc).getDocumentElement();
        if (!root.getTagName().equals("configuration")) {
            throw notAProfile(name, "Its root is <" + root.getTagName() + ">, not <configuration>");
        }
        List<Control> controls = new ArrayList<>();
        for (Element group : elements(root, "control")) {
            for (String kind : List.of("text", "flag", "selection")) {
                for (Element control : elements(group, kind)) {
                    String value =
                            kind.equals("selection") ? control.getAttribute("default") : control.getTextContent();
                    controls.add(new Control(control.getAttribute("name"), control.getAttribute("label"), value));
                }
            }
        }
        return new Profile(name, root.getAttribute("description"), controls, enabledEvents(root));
    }

    private static SortedMap<String, String> enabledEvents(Element root) {
        SortedMap<String, String> events = new TreeMap<>();
        for (Element event : elements(root, "event")) {
            boolean enabled = false;
            String period = "";
            for (Element setting : elements(event, "setting")) {
                String value = setting.getTextContent().strip();
                enabled |= setting.getAttribute("name").equals("enabled") && value.equals("true");
                period = setting.getAttribute("name").equals("period") ? value : period;
            }
            if (enabled) {
                events.put(event.getAttribute("name"), period);
            }
        }
        return events;
    }

    static Document document(String name, InputStream jfc) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the default one prints to standard error
            return builder.parse(jfc);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible); // the JDK's own parser has both features
        } catch (SAXException malformed) {
            throw notAProfile(name, String.valueOf(malformed.getMessage()));
        }
    }

    private static UserException notAProfile(String name, String why) {
        return UserException.usage(
                name + " is not a flight recorder profile", why, "See what there is with: record profiles list");
    }

    static List<Element> elements(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
