// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of the included classes are native. They have no code to weave, so what calls them is: but a class says
 * of what it calls neither whether it is native, nor in which superclass it is.
 */
final class NativeMethods {
    /** In place of a class: what gives a handle for calls of a native function, of the address that it is told first. */
    static final String BINDING = "";

    /** The same for one that is told the address with each call. */
    static final String UNADDRESSED_BINDING = "?";

    private static final int METHOD_REFERENCE = 10;
    private static final int INTERFACE_METHOD_REFERENCE = 11;

    /** By a class's internal name. */
    private final Map<String, Outline> known = new ConcurrentHashMap<>();

    /** @param natives names with descriptors */
    private record Outline(String superclass, Set<String> natives) {}

    /** Takes note of a class that is about to be loaded. */
    void learn(ClassFile file) {
        known.put(file.text(file.reference(file.thisClass())), outline(file));
    }

    private static Outline outline(ClassFile file) {
        Set<String> natives = Set.of();
        int method = file.methods() + 2;
        for (int i = file.u2(method - 2); i > 0; i--) {
            if (Modifier.isNative(file.u2(method))) {
                natives = natives.isEmpty() ? new HashSet<>() : natives;
                natives.add(file.text(file.u2(method + 2)) + file.text(file.u2(method + 4)));
            }
            method = file.endOfMember(method);
        }
        int superclass = file.u2(file.endOfConstants() + 4);
        boolean jdk = superclass == 0 || file.startsWith(file.reference(superclass), "java/");
        return new Outline(jdk ? "" : file.text(file.reference(superclass)), natives);
    }

    /**
     * Finds those that a class refers to.
     *
     * @param files gives the class file of an included class that is not loaded yet; null if it is not to be had
     * @return by number of the constant, the class that has the method, or {@link #BINDING} or {@link #UNADDRESSED_BINDING};
     *     null if there are none
     */
    String @Nullable [] calledBy(ClassFile file, Function<String, byte @Nullable []> files) {
        String[] owners = null;
        boolean[] asked = new boolean[file.constantCount()];
        String[] named = new String[file.constantCount()];
        for (int i = 1; i < file.constantCount(); i++) {
            if (isBinding(file, i)) {
                owners = owners == null ? new String[file.constantCount()] : owners;
                int descriptor = file.secondReference(file.secondReference(i));
                owners[i] = file.startsWith(descriptor, "(Ljava/lang/foreign/MemorySegment;")
                        ? BINDING
                        : UNADDRESSED_BINDING;
            }
            if (!mayBeNative(file, i)) {
                continue;
            }
            int type = file.reference(i);
            if (!asked[type]) {
                asked[type] = true;
                named[type] = mayHaveNatives(file, file.reference(type), files);
            }
            if (named[type] != null) {
                int nameAndType = file.secondReference(i);
                String method = file.text(file.reference(nameAndType)) + file.text(file.secondReference(nameAndType));
                String owner = owner(named[type], method, files);
                if (owner != null) {
                    owners = owners == null ? new String[file.constantCount()] : owners;
                    owners[i] = owner;
                }
            }
        }
        return owners;
    }

    /** An interface has no native methods, and no constructor is native. */
    private static boolean mayBeNative(ClassFile file, int constant) {
        return file.isAt(constant)
                && file.tag(constant) == METHOD_REFERENCE
                && !file.isText(file.reference(file.secondReference(constant)), "<init>");
    }

    private static boolean isBinding(ClassFile file, int constant) {
        return file.isAt(constant)
                && file.tag(constant) == INTERFACE_METHOD_REFERENCE
                && file.isText(file.reference(file.reference(constant)), "java/lang/foreign/Linker")
                && file.isText(file.reference(file.secondReference(constant)), "downcallHandle");
    }

    /** The class's name if it, or what it extends, has any; else null. */
    private @Nullable String mayHaveNatives(ClassFile file, int text, Function<String, byte @Nullable []> files) {
        if (file.startsWith(text, "java/") || file.startsWith(text, "[")) {
            return null;
        }
        String name = file.text(text);
        for (String each = name; !each.isEmpty(); ) {
            Outline outline = outline(each, files);
            if (outline == null) {
                return null;
            }
            if (!outline.natives().isEmpty()) {
                return name;
            }
            each = outline.superclass();
        }
        return null;
    }

    private @Nullable String owner(String from, String method, Function<String, byte @Nullable []> files) {
        for (String each = from; !each.isEmpty(); ) {
            Outline outline = outline(each, files);
            if (outline == null) {
                return null;
            }
            if (outline.natives().contains(method)) {
                return each;
            }
            each = outline.superclass();
        }
        return null;
    }

    private @Nullable Outline outline(String name, Function<String, byte @Nullable []> files) {
        Outline outline = known.get(name);
        if (outline == null) {
            byte[] bytes = files.apply(name);
            if (bytes != null) {
                outline = outline(new ClassFile(bytes));
                known.putIfAbsent(name, outline);
            }
        }
        return outline;
    }
}
