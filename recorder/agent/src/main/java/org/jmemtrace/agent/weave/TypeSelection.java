// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * The types of objects that are wanted. Globs are as for classes; one that ends with {@code +} means the subtypes too,
 * {@code byte[]} arrays. Types of the JDK are wanted only by a glob that does not begin with a wildcard.
 */
public final class TypeSelection {
    private static final List<String> OF_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final Globs named;
    private final Globs anywhere;
    private final Globs excluded;
    private final Globs supertypes;
    private final Globs excludedSupertypes;
    private final boolean hasSupertypes;
    private final List<String> namesPackages;

    private TypeSelection(Parts types, Parts excludes) {
        namesPackages = List.copyOf(types.named);
        named = Globs.parse(String.join(";", types.named));
        anywhere = Globs.parse(String.join(";", types.anywhere));
        supertypes = Globs.parse(String.join(";", types.supertypes));
        excluded = Globs.parse(String.join(";", excludes.named) + ";" + String.join(";", excludes.anywhere));
        excludedSupertypes = Globs.parse(String.join(";", excludes.supertypes));
        hasSupertypes = !types.supertypes.isEmpty() || !excludes.supertypes.isEmpty();
    }

    /** Reads the two settings; exclude wins. */
    public static TypeSelection of(String types, String excludes) {
        return new TypeSelection(Parts.of(types), Parts.of(excludes));
    }

    private record Parts(List<String> named, List<String> anywhere, List<String> supertypes) {
        static Parts of(String globs) {
            Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (String glob : globs.trim().split("[;,|\\s]+")) {
                if (glob.endsWith("+")) {
                    parts.supertypes.add(glob.substring(0, glob.length() - 1));
                } else if (!glob.isEmpty()) {
                    (glob.startsWith("*") ? parts.anywhere : parts.named).add(glob);
                }
            }
            return parts;
        }
    }

    /** Whether objects of a type, by its name alone, may be wanted; where no subtypes are, that is the answer. */
    boolean mayContain(String name) {
        if (excluded.match(name)) {
            return false;
        }
        return hasSupertypes || matches(name);
    }

    /** Whether objects of some class of a package of the JDK may be wanted. */
    boolean mayContainIn(String packageName) {
        return hasSupertypes || namesPackages.stream().anyMatch(glob -> meets(glob, packageName));
    }

    /** Up to its first wildcard. */
    private static boolean meets(String glob, String packageName) {
        String fixed = glob.replaceAll("[*?].*", "");
        String inside = packageName + ".";
        return fixed.startsWith(inside) || inside.startsWith(fixed);
    }

    private boolean matches(String name) {
        return named.match(name) || (!isOfJdk(name) && anywhere.match(name));
    }

    /** Whether objects of a class are wanted. */
    public boolean contains(Class<?> type) {
        String name = nameOf(type);
        if (excluded.match(name) || (hasSupertypes && isSubtype(type, excludedSupertypes))) {
            return false;
        }
        return matches(name) || (hasSupertypes && isSubtype(type, supertypes));
    }

    /** Linking has loaded all of them. */
    private static boolean isSubtype(Class<?> type, Globs of) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (of.match(each.getName())) {
                return true;
            }
            for (Class<?> implemented : each.getInterfaces()) {
                if (isSubtype(implemented, of)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Arrays of primitives are the JDK's. */
    private static boolean isOfJdk(String name) {
        if (name.endsWith("[]") && name.indexOf('.') < 0 && Primitive.isName(name.substring(0, name.indexOf('[')))) {
            return true;
        }
        return OF_JDK.stream().anyMatch(name::startsWith);
    }

    /** The name as in source code, and of lambdas without the number that is different in each run. */
    public static String nameOf(Class<?> type) {
        if (type.isArray()) {
            return nameOf(type.getComponentType()) + "[]";
        }
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 || !type.isHidden() ? name : name.substring(0, lambda + "$$Lambda".length());
    }
}
