// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of the included classes are native. They have no code to weave, so what calls them is: but a class says
 * of what it calls neither whether it is native, nor in which superclass it is.
 */
public final class NativeMethods {
    private static final int METHOD_REFERENCE = 10;
    private static final int INTERFACE_METHOD_REFERENCE = 11;

    /** By a class's internal name. */
    private final Map<String, Outline> known = new ConcurrentHashMap<>();

    private final DispatchedNatives dispatched = new DispatchedNatives();

    /**
     * What is to be known of a class.
     *
     * @param natives names with descriptors
     * @param fixed those of them that the receiver does not decide about: static and private ones
     */
    private record Outline(String superclass, Set<String> natives, Set<String> fixed) {}

    /** Takes note of a class that is about to be loaded. */
    void learn(ClassFile file) {
        String name = file.text(file.reference(file.thisClass()));
        known.put(name, outline(file, !known.containsKey(name)));
    }

    /** @param isNews whether classes that were woven already may call its methods */
    private Outline outline(ClassFile file, boolean isNews) {
        Set<String> natives = Set.of();
        Set<String> fixed = Set.of();
        int method = file.methods() + 2;
        for (int i = file.u2(method - 2); i > 0; i--) {
            int flags = file.u2(method);
            if (Modifier.isNative(flags)) {
                String name = file.text(file.u2(method + 2)) + file.text(file.u2(method + 4));
                natives = natives.isEmpty() ? new HashSet<>() : natives;
                natives.add(name);
                int hash = file.hash(file.u2(method + 2), file.u2(method + 4));
                if (isNews) {
                    dispatched.tellCallers(hash);
                }
                if (Modifier.isStatic(flags) || Modifier.isPrivate(flags)) {
                    fixed = fixed.isEmpty() ? new HashSet<>() : fixed;
                    fixed.add(name);
                } else {
                    dispatched.number(name, hash);
                }
            }
            method = file.endOfMember(method);
        }
        int superclass = file.u2(file.endOfConstants() + 4);
        boolean jdk = superclass == 0 || file.startsWith(file.reference(superclass), "java/");
        return new Outline(jdk ? "" : file.text(file.reference(superclass)), natives, fixed);
    }

    /** Those among them that a call reaches by the class of its receiver. */
    public DispatchedNatives dispatched() {
        return dispatched;
    }

    /** Whether a class is known to have a native method, itself. */
    public boolean has(String className, String method) {
        Outline outline = known.get(className.replace('.', '/'));
        return outline != null && outline.natives().contains(method);
    }

    /**
     * Finds those that a class refers to.
     *
     * @param files gives the class file of an included class that is not loaded yet; null if it is not to be had
     * @return by number of the constant; null if there are none
     */
    @Nullable NativeTarget @Nullable [] calledBy(ClassFile file, Function<String, byte @Nullable []> files) {
        dispatched.calledBy(file.text(file.reference(file.thisClass())), hashesOfCalled(file));
        NativeTarget[] targets = null;
        boolean[] asked = new boolean[file.constantCount()];
        String[] named = new String[file.constantCount()];
        for (int i = 1; i < file.constantCount(); i++) {
            NativeTarget target = null;
            if (isBinding(file, i)) {
                int descriptor = file.secondReference(file.secondReference(i));
                target = file.startsWith(descriptor, "(Ljava/lang/foreign/MemorySegment;")
                        ? NativeTarget.BINDING
                        : NativeTarget.UNADDRESSED_BINDING;
            } else if (isMethod(file, i)) {
                int type = file.reference(i);
                if (!asked[type] && file.tag(i) == METHOD_REFERENCE) {
                    asked[type] = true;
                    named[type] = mayHaveNatives(file, file.reference(type), files);
                }
                target = target(file, file.secondReference(i), named[type], files);
            }
            if (target != null) {
                targets = targets == null ? new NativeTarget[file.constantCount()] : targets;
                targets[i] = target;
            }
        }
        return targets;
    }

    /** @param type a class that has native methods or inherits some; null if that referred to does not */
    private @Nullable NativeTarget target(
            ClassFile file, int nameAndType, @Nullable String type, Function<String, byte @Nullable []> files) {
        int name = file.reference(nameAndType);
        int descriptor = file.secondReference(nameAndType);
        if (type == null && !dispatched.mayContain(file.hash(name, descriptor))) {
            return null;
        }
        String method = file.text(name) + file.text(descriptor);
        String owner = type == null ? null : owner(type, method, files);
        boolean fixed = owner != null
                && Objects.requireNonNull(known.get(owner)).fixed().contains(method);
        int number = fixed ? 0 : dispatched.find(method);
        return owner == null && number == 0 ? null : new NativeTarget(owner, number);
    }

    private static int[] hashesOfCalled(ClassFile file) {
        int[] hashes = new int[file.constantCount()];
        int count = 0;
        for (int i = 1; i < file.constantCount(); i++) {
            if (isMethod(file, i)) {
                int nameAndType = file.secondReference(i);
                hashes[count++] = file.hash(file.reference(nameAndType), file.secondReference(nameAndType));
            }
        }
        return Arrays.copyOf(hashes, count);
    }

    /** No constructor is native. */
    private static boolean isMethod(ClassFile file, int constant) {
        return file.isAt(constant)
                && (file.tag(constant) == METHOD_REFERENCE || file.tag(constant) == INTERFACE_METHOD_REFERENCE)
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
                outline = outline(new ClassFile(bytes), false);
                known.putIfAbsent(name, outline);
            }
        }
        return outline;
    }
}
