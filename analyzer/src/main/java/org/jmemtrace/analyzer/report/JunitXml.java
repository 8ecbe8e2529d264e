// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jmemtrace.analyzer.compare.Condition;
import org.jmemtrace.analyzer.compare.Judgement;

/** Conditions as test cases, in the XML that build servers read. */
public final class JunitXml {
    private JunitXml() {}

    /** Writes it; one that was inconclusive is an error, for it is no proof. */
    public static void write(String suite, List<Judgement> judgements, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", SafeText.of(suite));
            xml.writeAttribute("tests", String.valueOf(judgements.size()));
            xml.writeAttribute("failures", String.valueOf(count(judgements, Condition.Outcome.FAIL)));
            xml.writeAttribute("errors", String.valueOf(count(judgements, Condition.Outcome.INCONCLUSIVE)));
            for (Judgement each : judgements) {
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", "jmemtrace");
                xml.writeAttribute("name", SafeText.of(each.condition().text()));
                if (each.outcome() != Condition.Outcome.OK) {
                    xml.writeStartElement(each.outcome() == Condition.Outcome.FAIL ? "failure" : "error");
                    xml.writeAttribute("message", SafeText.of(each.found()));
                    xml.writeEndElement();
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static long count(List<Judgement> judgements, Condition.Outcome outcome) {
        return judgements.stream().filter(each -> each.outcome() == outcome).count();
    }
}
