// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmemtrace.agent.weave.Making.Kind;

/**
 * Methods of the JDK that return an object they have made, and which no code that could be woven made. Others return
 * what was there, as {@code Map.get} does, and nothing tells the two apart.
 */
final class Factories {
    private static final String STRING = "java/lang/String";

    /** By class, the methods whose result is always new, or one of the shared ones that a probe can tell. */
    private static final Map<String, Set<String>> METHODS = Map.ofEntries(
            Map.entry("java/util/List", Set.of("of")),
            Map.entry("java/util/Set", Set.of("of")),
            Map.entry("java/util/Map", Set.of("of", "ofEntries", "entry")),
            Map.entry(
                    "java/util/Collections",
                    Set.of(
                            "synchronizedList",
                            "synchronizedMap",
                            "synchronizedSet",
                            "singletonList",
                            "singleton",
                            "singletonMap",
                            "unmodifiableCollection",
                            "newSetFromMap")),
            Map.entry("java/util/Arrays", Set.of("copyOf", "copyOfRange", "asList")),
            Map.entry(STRING, Set.of("format", "valueOf", "copyValueOf", "toCharArray", "getBytes", "join")),
            Map.entry("java/lang/StringBuilder", Set.of("toString")),
            Map.entry("java/lang/StringBuffer", Set.of("toString")),
            Map.entry("java/io/ByteArrayOutputStream", Set.of("toByteArray", "toString")),
            Map.entry("java/io/InputStream", Set.of("readAllBytes", "readNBytes")),
            Map.entry("java/nio/file/Files", Set.of("readAllBytes", "readString", "readAllLines")),
            Map.entry("java/nio/ByteBuffer", Set.of("allocate", "allocateDirect", "wrap", "duplicate", "slice")),
            Map.entry("java/nio/CharBuffer", Set.of("allocate")),
            Map.entry("java/nio/channels/FileChannel", Set.of("map")),
            Map.entry("java/util/UUID", Set.of("randomUUID")),
            Map.entry("java/util/concurrent/Executors", Set.of("newFixedThreadPool", "newCachedThreadPool")),
            Map.entry("java/lang/ThreadLocal", Set.of("withInitial")),
            Map.entry("java/math/BigInteger", Set.of("probablePrime")),
            Map.entry("java/io/ObjectInputStream", Set.of("readObject", "readUnshared")));

    private static final Set<String> BOXES = Set.of(
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Boolean",
            "java/lang/Float",
            "java/lang/Double");

    private static final Set<String> REFLECTIVE = Set.of(
            "java/lang/reflect/Constructor.newInstance",
            "java/lang/Class.newInstance",
            "java/lang/reflect/Array.newInstance");

    private Factories() {}

    /** The probe for a call, if its result can be a new object of a wanted type. */
    static Optional<Kind> kindOf(String owner, String name, String descriptor, TypeSelection types) {
        if (REFLECTIVE.contains(owner + "." + name)) {
            return Optional.of(name.equals("newInstance") && owner.endsWith("Array") ? Kind.LEVELS : Kind.ANY_TYPE);
        }
        if (name.equals("clone") && descriptor.startsWith("()")) {
            return owner.startsWith("[") || owner.startsWith("java/") ? cloned(owner, types) : Optional.empty();
        }
        if (BOXES.contains(owner) && name.equals("valueOf")) {
            boolean wanted = types.mayContain(owner.replace('/', '.'));
            return wanted && !descriptor.startsWith("(L") ? Optional.of(Kind.PERHAPS) : Optional.empty();
        }
        if (!METHODS.getOrDefault(owner, Set.of()).contains(name)
                || descriptor.startsWith("(Ljava/lang/Object;)Ljava/lang/S")) {
            return Optional.empty(); // String.valueOf of an object returns what its toString does
        }
        boolean sharesOne = name.equals("of") && descriptor.startsWith("()");
        return sharesOne || !mayReturn(owner, name, descriptor, types) ? Optional.empty() : Optional.of(Kind.PERHAPS);
    }

    private static Optional<Kind> cloned(String owner, TypeSelection types) {
        boolean known = owner.startsWith("[") && !types.mayContain(Targets.type(owner));
        return known ? Optional.empty() : Optional.of(Kind.ANY_TYPE);
    }

    /** Classes that implement an interface of the JDK's are named in the same package: {@code ImmutableCollections}. */
    private static boolean mayReturn(String owner, String name, String descriptor, TypeSelection types) {
        String type = descriptor.substring(descriptor.indexOf(')') + 1);
        if (name.equals("readObject") || name.equals("readUnshared") || type.startsWith("[L")) {
            return true;
        }
        if (type.equals("Ljava/lang/String;") || type.startsWith("[")) {
            return types.mayContain(
                    type.startsWith("[")
                            ? Targets.type(type)
                            : type.substring(1, type.length() - 1).replace('/', '.'));
        }
        return type.startsWith("L")
                && types.mayContainIn(owner.substring(0, owner.lastIndexOf('/')).replace('/', '.'));
    }
}
