// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/**
 * Which methods of a class can take no memory, neither themselves nor through what they call: they allocate nothing,
 * initialise no class, reach no memory but that of objects that are already there, and call only such methods of their
 * own class, and those without a choice of which, or some of the JDK's. Accessors, mostly: a probe would cost more than they do.
 */
final class QuietMethods {
    private final ClassFile file;
    private final QuietCalls calls;

    /** By position of the method; false also while it is being found out, for what calls itself takes stack. */
    private final Map<Integer, Boolean> known = new HashMap<>();

    /** By the constants for its name and its descriptor: where a method begins. Empty until one is asked for. */
    private final Map<Long, Integer> positions = new HashMap<>();

    /** @param calls of the same class */
    QuietMethods(ClassFile file, QuietCalls calls) {
        this.file = file;
        this.calls = calls;
    }

    /**
     * Whether a method is quiet.
     *
     * @param method where it begins
     * @param entry where a probe would enter it
     */
    boolean contains(int method, MethodCode code, Entry entry) {
        Boolean before = known.get(method);
        if (before == null) {
            known.put(method, false);
            before = code.lastLoud() < entry.start()
                    && !entry.isTwofold()
                    && !Modifier.isSynchronized(file.u2(method)) // a contended lock has its monitor
                    && callsQuietOnes(code, entry.start());
            known.put(method, before);
        }
        return before;
    }

    /** Whether an instruction may take memory, or may lead to code that does. */
    boolean isLoud(MethodCode code, int offset) {
        return code.isOwnCall(offset)
                ? !leadsToQuiet(code.opcode(offset), file.u2(code.start + offset + 1))
                : code.isLoud(offset);
    }

    private boolean callsQuietOnes(MethodCode code, int start) {
        for (int i = 0; i < code.ownCallCount(); i++) {
            int at = code.ownCall(i);
            if (at >= start && !leadsToQuiet(code.opcode(at), file.u2(code.start + at + 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean leadsToQuiet(int opcode, int reference) {
        int nameAndType = file.secondReference(reference);
        int name = file.reference(nameAndType);
        if (file.isText(name, "<init>")) { // what is quiet of a constructor leaves out its call of another
            return false;
        }
        Integer method = positions().get(key(name, file.secondReference(nameAndType)));
        return method != null // else it is inherited
                && (opcode != Instructions.INVOKEVIRTUAL || isFinal(method))
                && isQuiet(method);
    }

    private Map<Long, Integer> positions() {
        if (positions.isEmpty()) {
            int method = file.methods() + 2;
            for (int i = file.u2(method - 2); i > 0; i--) {
                positions.put(key(file.u2(method + 2), file.u2(method + 4)), method);
                method = file.endOfMember(method);
            }
        }
        return positions;
    }

    private static long key(int name, int descriptor) {
        return (long) name << 16 | descriptor;
    }

    private boolean isFinal(int method) {
        int flags = file.u2(method);
        return Modifier.isPrivate(flags) || Modifier.isFinal(flags) || Modifier.isFinal(file.u2(file.endOfConstants()));
    }

    private boolean isQuiet(int method) {
        Boolean before = known.get(method);
        if (before != null) {
            return before;
        }
        int attribute = method + 8;
        for (int i = file.u2(method + 6); i > 0; i--) {
            if (file.isText(file.u2(attribute), "Code")) {
                return contains(method, new MethodCode(file, attribute, calls), Entry.first());
            }
            attribute = file.endOfAttribute(attribute);
        }
        return false; // native
    }
}
