// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/**
 * A line for each key and each row near the top of the document, none below: indented to its depth, a call tree of
 * 200,000 nodes took 150 MB, most of it spaces.
 */
final class JsonLines extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1;
    private static final int MOST_DEPTH = 2;

    JsonLines() {
        Indenter indenter = new NearTheTop();
        indentObjectsWith(indenter);
        indentArraysWith(indenter);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new JsonLines();
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        if (_nesting > MOST_DEPTH) {
            _nesting--;
            json.writeRaw('}');
        } else {
            super.writeEndObject(json, entries);
        }
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        if (_nesting > MOST_DEPTH) {
            _nesting--;
            json.writeRaw(']');
        } else {
            super.writeEndArray(json, values);
        }
    }

    private static final class NearTheTop implements Indenter {
        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            if (level <= MOST_DEPTH) {
                json.writeRaw('\n');
                json.writeRaw("  ".repeat(level));
            }
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }
}
