// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is woven. */
public final class Selection {
    private static final List<String> NEVER = List.of(
            "java.", // woven code in the JDK would call probes while the JDK is in no state for it
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.", // the JDK's too, jdk.proxy's predecessors included
            "org.jmemtrace.probes.", // what woven code calls: would call itself
            "org.jmemtrace.agent.",
            "org.jmemtrace.events.", // flight recorder weaves these
            "org.jmemtrace.jna.");

    private static final Selection NONE = of("", "", false, Granularity.CALL);

    private final Globs include;
    private final Globs exclude;

    private final boolean everyMethod;

    private final Granularity granularity;

    private Selection(Globs include, Globs exclude, boolean everyMethod, Granularity granularity) {
        this.include = include;
        this.exclude = exclude;
        this.everyMethod = everyMethod;
        this.granularity = granularity;
    }

    /**
     * Reads the two settings; exclude wins.
     *
     * @param everyMethod whether methods that can take no memory are wanted too
     */
    public static Selection of(String include, String exclude, boolean everyMethod, Granularity granularity) {
        return new Selection(Globs.parse(include), Globs.parse(exclude), everyMethod, granularity);
    }

    /** Nothing. */
    public static Selection none() {
        return NONE;
    }

    boolean isNone() {
        return this == NONE;
    }

    boolean everyMethod() {
        return everyMethod;
    }

    Granularity granularity() {
        return granularity;
    }

    /** Whether a class is to be woven; classes of the boot and the platform loader never are. */
    public boolean contains(@Nullable ClassLoader loader, String className) {
        if (loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || loader == getClass().getClassLoader()) {
            return false;
        }
        for (String prefix : NEVER) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return include.match(className) && !exclude.match(className);
    }
}
