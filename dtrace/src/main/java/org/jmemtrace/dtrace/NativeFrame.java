// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dtrace;

/**
 * A call in a stack.
 *
 * @param file of the source, "" if the class does not say
 * @param line 0 if it is not known
 */
public record NativeFrame(String className, String method, String file, int line) {
    /** Whether it is the JDK's own. */
    public boolean isOfJdk() {
        return className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }

    /** For example com.acme.Cart.add:57. */
    @Override
    public String toString() {
        return className + "." + method + (line > 0 ? ":" + line : "");
    }
}
