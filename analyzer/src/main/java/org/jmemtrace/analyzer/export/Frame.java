// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import org.jmemtrace.analyzer.report.SafeText;

/**
 * One call in a stack.
 *
 * @param className empty for what is no method
 * @param method its name; for what is no method, what it is, in parentheses
 * @param file of the source, empty if not known
 * @param line 0 if not known
 * @param detail what a bytecode makes, or that the method is native; else empty
 */
public record Frame(String className, String method, String file, int line, String detail) {
    /** For example com.acme.Cart.add, safe to print. */
    String name() {
        return SafeText.of(className.isEmpty() ? method : className + "." + method);
    }

    /** The name with the line and the detail, as com.acme.Cart.add:57 new byte[]. */
    String label() {
        String place = line > 0 ? name() + ":" + line : name();
        return detail.isEmpty() ? place : place + " " + SafeText.of(detail);
    }
}
