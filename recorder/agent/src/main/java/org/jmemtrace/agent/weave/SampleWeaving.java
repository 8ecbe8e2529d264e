// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/** Weaves a class of no use, so that all classes that weaving needs are loaded before the program's are. */
public final class SampleWeaving {
    private SampleWeaving() {}

    /**
     * Takes some milliseconds.
     *
     * @param classFile any class with a constructor, jumps and a switch
     */
    public static void run(byte[] classFile) {
        new ClassWeaver(new SiteNumbers(), true, Granularity.CALL, new NativeMethods(), name -> null).weave(classFile);
        Selection.of("org.sample.**;Sample", "Other*", false, Granularity.CALL)
                .contains(ClassLoader.getSystemClassLoader(), "org.sample.A");
    }
}
