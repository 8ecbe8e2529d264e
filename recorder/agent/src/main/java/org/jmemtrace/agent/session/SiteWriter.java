// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.BitSet;
import org.jmemtrace.agent.weave.LinePosition;
import org.jmemtrace.agent.weave.MethodSite;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.Site;

/** Writes each chunk's dictionary: the sites that other events of the chunk name, once each. */
final class SiteWriter {
    private final SiteNumbers sites;
    private final BitSet written = new BitSet();

    SiteWriter(SiteNumbers sites) {
        this.sites = sites;
    }

    /** Begins a chunk, in which nothing is written yet. */
    void beginChunk() {
        written.clear();
    }

    /** Writes a site unless the chunk has it. */
    void write(int number) {
        if (written.get(number)) {
            return;
        }
        written.set(number);
        Site event = new Site();
        event.site = number;
        MethodSite method = sites.get(number);
        if (method == null) {
            event.kind = switch (number) {
                case Site.TOOL -> "tool";
                case Site.OTHER -> "other";
                default -> "outside";
            };
        } else {
            describe(event, method);
            event.className = method.className();
            event.method = method.method();
            event.descriptor = method.descriptor();
            event.sourceFile = method.sourceFile();
        }
        event.commit();
    }

    private static void describe(Site event, MethodSite method) {
        if (event.site == method.number()) {
            event.kind = method.isNative() ? "native" : "method";
            event.line = method.line();
            return;
        }
        LinePosition position = method.position(event.site);
        event.kind = position.isBytecode() ? "bytecode" : "line";
        event.line = position.line();
        if (position.isBytecode()) {
            event.bytecodeIndex = position.bytecodeIndex();
            event.target = position.target();
        }
    }
}
