// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Native methods that a call reaches by the class of its receiver: through an interface, or through a class that can be
 * extended. Where any class has such a method, all calls of methods of its name and descriptor are probed; which classes
 * were woven before that was known, and have such calls, is kept too.
 */
public final class DispatchedNatives {
    /** The number of no method. */
    public static final int NONE = 0;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> methods = new ArrayList<>();

    /** Hashes of the methods' names with descriptors; these may be those of others too. */
    private final Set<Integer> hashes = ConcurrentHashMap.newKeySet();

    /** Those that the callers woven so far may not know. */
    private Set<Integer> unknown = new HashSet<>();

    /** By a woven class's name, hashes of the methods that it calls, ascending. */
    private final Map<String, int[]> called = new ConcurrentHashMap<>();

    /** The number of a method, from 1. */
    synchronized int number(String method, int hash) {
        Integer number = numbers.get(method);
        if (number == null) {
            methods.add(method);
            number = methods.size();
            hashes.add(hash);
            numbers.put(method, number);
            tellCallers(hash);
        }
        return number;
    }

    /** Says that what was woven so far may not know of a native method that it calls. */
    synchronized void tellCallers(int hash) {
        for (int[] each : called.values()) {
            if (Arrays.binarySearch(each, hash) >= 0) {
                unknown.add(hash);
                return;
            }
        }
    }

    /** Whether there may be a method of that hash. */
    boolean mayContain(int hash) {
        return hashes.contains(hash);
    }

    /** The number of a method, 0 if no class is known to have a native one of that name and descriptor. */
    int find(String method) {
        return numbers.getOrDefault(method, NONE);
    }

    /** The name, with the descriptor behind it, of the method that has a number. */
    public synchronized String method(int number) {
        return methods.get(number - 1);
    }

    /**
     * Says what a class calls; to be said before it asks which of that is native.
     *
     * @param internalName of the class; another one of that name only adds to what this one calls
     */
    void calledBy(String internalName, int[] hashesOfMethods) {
        Arrays.sort(hashesOfMethods);
        called.merge(internalName, hashesOfMethods, DispatchedNatives::union);
    }

    private static int[] union(int[] one, int[] other) {
        if (Arrays.equals(one, other)) {
            return one;
        }
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return Arrays.stream(both).sorted().distinct().toArray();
    }

    /** Whether a class was woven since the last {@link #takeUnknowing} that did not know of all methods. */
    synchronized boolean hasUnknown() {
        return !unknown.isEmpty();
    }

    /** Tells by the binary name which classes may have calls of methods that were not known then; null if none can. */
    public synchronized @Nullable Predicate<String> takeUnknowing() {
        if (unknown.isEmpty()) {
            return null;
        }
        Set<Integer> taken = unknown;
        unknown = new HashSet<>();
        return name -> calls(name.replace('.', '/'), taken);
    }

    private boolean calls(String internalName, Set<Integer> wanted) {
        int[] all = called.get(internalName);
        return all != null && wanted.stream().anyMatch(hash -> Arrays.binarySearch(all, hash) >= 0);
    }
}
