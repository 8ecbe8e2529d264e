// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Set;

/**
 * Which of the methods that a class calls are the JDK's that take no memory: they allocate nothing, and initialise no
 * class that allocates. Each of them is static, or final by its class, so that nobody else's can run in its place.
 * Those of {@code Character} are not among them: what lies beyond Latin 1 has tables that are made when first asked for.
 */
final class QuietCalls {
    private static final Set<String> METHODS = Set.of(
            "java/lang/String.length()I",
            "java/lang/String.isEmpty()Z",
            "java/lang/String.charAt(I)C",
            "java/lang/String.hashCode()I",
            "java/lang/String.equals(Ljava/lang/Object;)Z",
            "java/lang/String.compareTo(Ljava/lang/String;)I",
            "java/lang/String.startsWith(Ljava/lang/String;)Z",
            "java/lang/String.startsWith(Ljava/lang/String;I)Z",
            "java/lang/String.endsWith(Ljava/lang/String;)Z",
            "java/lang/String.indexOf(I)I",
            "java/lang/String.indexOf(II)I",
            "java/lang/String.indexOf(Ljava/lang/String;)I",
            "java/lang/String.lastIndexOf(I)I",
            "java/lang/String.lastIndexOf(II)I",
            "java/util/Arrays.equals([B[B)Z",
            "java/util/Arrays.equals([C[C)Z",
            "java/util/Arrays.equals([I[I)Z",
            "java/util/Arrays.equals([J[J)Z",
            "java/util/Arrays.hashCode([B)I",
            "java/util/Arrays.hashCode([C)I",
            "java/util/Arrays.hashCode([I)I",
            "java/util/Arrays.hashCode([J)I",
            "java/lang/Math.abs(I)I",
            "java/lang/Math.abs(J)J",
            "java/lang/Math.abs(D)D",
            "java/lang/Math.min(II)I",
            "java/lang/Math.min(JJ)J",
            "java/lang/Math.min(DD)D",
            "java/lang/Math.max(II)I",
            "java/lang/Math.max(JJ)J",
            "java/lang/Math.max(DD)D",
            "java/lang/Math.sqrt(D)D",
            "java/lang/Integer.compare(II)I",
            "java/lang/Long.compare(JJ)I",
            "java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V",
            "java/lang/System.nanoTime()J",
            "java/lang/System.currentTimeMillis()J",
            "java/lang/Object.getClass()Ljava/lang/Class;");

    private static final byte UNKNOWN = 0;
    private static final byte QUIET = 1;
    private static final byte LOUD = 2;

    private final ClassFile file;

    /** By number of the constant that refers to the method. */
    private final byte[] known;

    QuietCalls(ClassFile file) {
        this.file = file;
        known = new byte[file.constantCount()];
    }

    /** @param method the constant that refers to it */
    boolean contains(int method) {
        if (known[method] == UNKNOWN) {
            known[method] = find(method) ? QUIET : LOUD;
        }
        return known[method] == QUIET;
    }

    private boolean find(int method) {
        int type = file.reference(file.reference(method));
        if (!file.startsWith(type, "java/lang/") && !file.isText(type, "java/util/Arrays")) {
            return false;
        }
        int nameAndType = file.secondReference(method);
        return METHODS.contains(file.text(type)
                + "."
                + file.text(file.reference(nameAndType))
                + file.text(file.secondReference(nameAndType)));
    }
}
