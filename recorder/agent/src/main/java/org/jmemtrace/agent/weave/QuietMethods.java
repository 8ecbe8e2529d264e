// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;

/**
 * Which methods of a class can take no memory, neither themselves nor through what they call: they allocate nothing,
 * initialise no class, reach no memory but that of objects that are already there, and call only such methods of their
 * own class, and those without a choice of which. Accessors, mostly: a probe would cost more than they do.
 */
final class QuietMethods {
    private final ClassFile file;

    /** By position of the method; false also while it is being found out, for what calls itself takes stack. */
    private final Map<Integer, Boolean> known = new HashMap<>();

    QuietMethods(ClassFile file) {
        this.file = file;
    }

    /**
     * Whether a method is quiet.
     *
     * @param method where it begins
     * @param entry where a probe would enter it
     */
    boolean contains(int method, MethodCode code, Entry entry) {
        if (code.lastLoud() >= entry.start()
                || entry.isTwofold()
                || Modifier.isSynchronized(file.u2(method))) { // a contended lock has its monitor
            return false;
        }
        Boolean before = known.get(method);
        if (before == null) {
            known.put(method, false);
            before = callsQuietOnes(code, entry.start());
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
        int descriptor = file.secondReference(nameAndType);
        int methods = file.methods();
        int method = methods + 2;
        for (int i = file.u2(methods); i > 0; i--) {
            if (file.u2(method + 2) == name && file.u2(method + 4) == descriptor) {
                return (opcode != Instructions.INVOKEVIRTUAL || isFinal(method)) && isQuiet(method);
            }
            method = file.endOfMember(method);
        }
        return false; // inherited
    }

    private boolean isFinal(int method) {
        int flags = file.u2(method);
        return Modifier.isPrivate(flags) || Modifier.isFinal(flags) || Modifier.isFinal(file.u2(file.endOfConstants()));
    }

    private boolean isQuiet(int method) {
        int attribute = method + 8;
        for (int i = file.u2(method + 6); i > 0; i--) {
            if (file.isText(file.u2(attribute), "Code")) {
                return contains(method, new MethodCode(file, attribute), Entry.first());
            }
            attribute = file.endOfAttribute(attribute);
        }
        return false; // native
    }
}
