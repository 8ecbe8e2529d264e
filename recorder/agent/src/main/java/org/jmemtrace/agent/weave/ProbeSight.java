// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jmemtrace.probes.Probes;

/**
 * Whether classes of a loader can see the probes; a loader is asked once. Its unnamed module stands for it: loaders are
 * the program's, and may be equal to others or refuse to be compared.
 */
final class ProbeSight {
    private final Map<Module, Boolean> sighted = Collections.synchronizedMap(new WeakHashMap<>());

    boolean has(ClassLoader loader) {
        Module key = loader.getUnnamedModule();
        Boolean known = sighted.get(key);
        if (known == null) {
            sighted.put(key, false); // for classes that the loader needs to answer
            known = loader == ClassLoader.getSystemClassLoader() || findsProbes(loader);
            sighted.put(key, known);
        }
        return known;
    }

    private static boolean findsProbes(ClassLoader loader) {
        try {
            return Class.forName(Probes.class.getName(), false, loader) == Probes.class;
        } catch (ClassNotFoundException | LinkageError hidden) {
            return false;
        }
    }
}
