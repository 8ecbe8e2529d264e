// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.SortedMap;
import javax.xml.XMLConstants;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A profile in which the user's values stand in place of those of its controls. A JVM that runs can be given the values
 * beside the profile too, but JDK 17's then leaves a directory open for good, each time, and all must fit into the 1,024
 * bytes of a command.
 */
final class SettledProfile {
    private SettledProfile() {}

    static void write(String name, InputStream jfc, SortedMap<String, String> values, Path file) throws IOException {
        Document profile = Profile.document(name, jfc);
        for (Element setting : Profile.elements(profile.getDocumentElement(), "setting")) {
            String value = values.get(setting.getAttribute("control"));
            if (value != null) {
                setting.setTextContent(value);
            }
        }
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer writer = factory.newTransformer();
            writer.transform(new DOMSource(profile), new StreamResult(file.toFile()));
        } catch (TransformerException failure) {
            throw new IOException(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }
}
