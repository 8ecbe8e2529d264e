// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class file. Written for this alone, and for speed: weaving happens while a program starts, when nothing is
 * compiled yet, and a general library for bytecode cost the program more than all the probes did.
 */
final class ClassWeaver {
    /** In a method's flags: it calls the method that it stands for, and no more. */
    private static final int BRIDGE = 0x40;

    private final SiteNumbers sites;
    private final boolean everyMethod;
    private final Granularity granularity;
    private final NativeMethods natives;
    private final Function<String, byte @Nullable []> files;
    private int methods;
    private int skipped;

    /**
     * Makes one.
     *
     * @param everyMethod whether methods that can take no memory are woven too
     * @param natives the native methods known so far
     * @param files gives the class file of an included class by its internal name; null if it is not to be had
     */
    ClassWeaver(
            SiteNumbers sites,
            boolean everyMethod,
            Granularity granularity,
            NativeMethods natives,
            Function<String, byte @Nullable []> files) {
        this.sites = sites;
        this.natives = natives;
        this.files = files;
        this.everyMethod = everyMethod;
        this.granularity = granularity;
    }

    /** Methods woven by the last call. */
    int wovenMethods() {
        return methods;
    }

    /** Methods left as they were: the probes would have made them too long, or they are in a form that is not woven. */
    int skippedMethods() {
        return skipped;
    }

    /**
     * Returns the woven class file, or null if it has nothing to weave; throws {@link RuntimeException} at what is no
     * class file.
     */
    byte @Nullable [] weave(byte[] bytes) {
        Weaving weaving = new Weaving(new ClassFile(bytes));
        byte[] woven = weaving.rewrite();
        methods = weaving.changed();
        return woven;
    }

    private final class Weaving extends ClassRewriter {
        private final QuietCalls quietCalls;
        private final QuietMethods quiet;
        private final String className;
        private final InlinedLines inlined;
        private final List<MethodSite> woven = new ArrayList<>();

        /** By number of the constant. Null if there are none. */
        private final @Nullable NativeTarget @Nullable [] nativeTargets;

        Weaving(ClassFile file) {
            super(file);
            quietCalls = new QuietCalls(file);
            quiet = new QuietMethods(file, quietCalls);
            className = file.text(file.reference(file.thisClass())).replace('/', '.');
            natives.learn(file);
            nativeTargets = natives.calledBy(file, files);
            inlined = granularity == Granularity.CALL ? InlinedLines.NONE : InlinedLines.of(file);
        }

        @Override
        boolean rewrite(int method, int attribute) {
            if ((file.u2(method) & BRIDGE) != 0) {
                return false;
            }
            try {
                MethodCode code = new MethodCode(file, attribute, quietCalls);
                boolean constructs = file.isText(file.u2(method + 2), "<init>");
                Entry entry = constructs ? Entry.ofConstructor(code, quiet) : Entry.first();
                if (!everyMethod && quiet.contains(method, code, entry)) {
                    return false;
                }
                Lines lines = LineSearch.linesOf(code, quiet, entry, granularity, inlined);
                NativeCalls calls =
                        nativeTargets == null ? NativeCalls.NONE : NativeCalls.of(code, entry, this::nativeCall);
                int size = out.size();
                try {
                    weave(method, attribute, code, lines, calls, entry);
                } catch (IllegalArgumentException tooLong) {
                    if (lines.positions().isEmpty() && calls.isEmpty()) {
                        throw tooLong;
                    }
                    out.truncate(size);
                    weave(method, attribute, code, Lines.NONE, NativeCalls.NONE, entry);
                }
                return true;
            } catch (IllegalArgumentException | IndexOutOfBoundsException odd) { // the method stays as it was
                skipped++;
                return false;
            }
        }

        private @Nullable NativeCall nativeCall(int opcode, int constant) {
            NativeTarget target = nativeTargets == null ? null : nativeTargets[constant];
            if (target == null) {
                return null;
            }
            if (target == NativeTarget.BINDING) {
                return NativeCall.BINDING;
            }
            if (target == NativeTarget.UNADDRESSED_BINDING) {
                return NativeCall.UNADDRESSED_BINDING;
            }
            int nameAndType = file.secondReference(constant);
            String descriptor = file.text(file.secondReference(nameAndType));
            if (target.dispatched() > 0
                    && (opcode == Instructions.INVOKEVIRTUAL || opcode == Instructions.INVOKEINTERFACE)) {
                return new NativeCall(target.dispatched(), descriptor);
            }
            if (target.owner() == null) {
                return null;
            }
            String name = file.text(file.reference(nameAndType));
            int site = sites.ofNative(target.owner().replace('/', '.'), name, descriptor)
                    .number();
            return new NativeCall(site, null);
        }

        private void weave(int method, int attribute, MethodCode code, Lines lines, NativeCalls calls, Entry entry) {
            boolean isStatic = Modifier.isStatic(file.u2(method));
            String name = name(method);
            String descriptor = descriptor(method);
            MethodSite site = sites.of(className, name, descriptor, lines.positions());
            FrameWeaver frames = new FrameWeaver(code, constants, entry, isStatic, name, descriptor);
            ProbeCode probes = new ProbeCode(constants, site.number(), code.maxLocals, calls.addressed());
            new CodeWeaver(code, constants, site, lines, calls, entry, probes).write(out, file.u2(attribute), frames);
            woven.add(site);
        }

        /** Notes the source file for all methods. */
        @Override
        void visitAttributes(int attributes) {
            int at = attributes + 2;
            for (int i = file.u2(attributes); i > 0; i--) {
                if (file.isText(file.u2(at), "SourceFile")) {
                    String name = file.text(file.u2(at + 6));
                    woven.forEach(site -> site.sourceFile(name));
                }
                at = file.endOfAttribute(at);
            }
        }
    }
}
