// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.Function;

/** C functions of the libraries that the process has loaded, by name: those that only some systems have. */
public final class NativeFunctions {
    private NativeFunctions() {}

    /** Throws {@link UnsatisfiedLinkError} if there is none of that name. */
    public static Function find(String name) {
        return Jna.process().getFunction(name);
    }
}
