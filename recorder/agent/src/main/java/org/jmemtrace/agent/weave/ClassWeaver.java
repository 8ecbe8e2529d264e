// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Weaves one class file. Loads no class: frames are carried over, never computed. */
final class ClassWeaver {
    /** HotSpot compiles no method of more bytecode than this (HugeMethodLimit): woven past it, it would crawl. */
    private static final int COMPILED_BYTES = 8000;

    private final SiteNumbers sites;
    private final boolean everyMethod;
    private final Set<String> skipped = new HashSet<>();
    private int methods;

    /** The method that is being woven. */
    private @Nullable String current;

    /** @param everyMethod whether methods that can take no memory are woven too */
    ClassWeaver(SiteNumbers sites, boolean everyMethod) {
        this.sites = sites;
        this.everyMethod = everyMethod;
    }

    /** Methods woven by the last call. */
    int wovenMethods() {
        return methods;
    }

    /** Methods left as they were: the probes would have made them too long, or they are in a form that is not woven. */
    int skippedMethods() {
        return skipped.size();
    }

    /** Returns the woven class file, or null if it has nothing to weave; throws what ASM throws at odd class files. */
    byte @Nullable [] weave(byte[] classFile) {
        while (true) {
            int before = skipped.size();
            try {
                byte[] woven = weaveOnce(new ClassReader(classFile), classFile.length);
                if (skipped.size() == before) {
                    return methods == 0 ? null : woven;
                }
            } catch (MethodTooLargeException tooLarge) {
                skip(tooLarge.getMethodName() + tooLarge.getDescriptor(), tooLarge);
            } catch (RuntimeException odd) { // what the weavers, and ASM, throw at code that they do not understand
                skip(current, odd);
            }
        }
    }

    private void skip(@Nullable String method, RuntimeException reason) {
        if (method == null || !skipped.add(method)) {
            throw reason;
        }
    }

    private byte[] weaveOnce(ClassReader reader, int classBytes) {
        methods = 0;
        QuietMethods scan = QuietMethods.of(reader);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Visitor(writer, scan, classBytes > COMPILED_BYTES / 2), ClassReader.EXPAND_FRAMES);
        current = null;
        return writer.toByteArray();
    }

    private final class Visitor extends ClassVisitor {
        private final QuietMethods scan;
        private final boolean checkSize;
        private String className = "";
        private @Nullable String sourceFile;
        private boolean frames;

        /** @param checkSize whether the class file has room for a method that probes could make too long */
        Visitor(ClassVisitor next, QuietMethods scan, boolean checkSize) {
            super(Opcodes.ASM9, next);
            this.scan = scan;
            this.checkSize = checkSize;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            className = name.replace('/', '.');
            frames = (version & 0xFFFF) >= Opcodes.V1_6;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitSource(String source, String debug) {
            sourceFile = source;
            super.visitSource(source, debug);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            current = null;
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean code = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0; // calls the method it stands for and no more
            String method = name + descriptor;
            if (next == null
                    || !code
                    || bridge
                    || skipped.contains(method)
                    || (!everyMethod && scan.contains(method))) {
                return next;
            }
            methods++;
            MethodSite site = sites.of(className, name, descriptor);
            site.sourceFile(sourceFile);
            current = method;
            ProbeCode probes = new ProbeCode(next, site, frames);
            MethodVisitor weaver = weaver(next, access, name, descriptor, probes, site);
            if (!checkSize) {
                return weaver;
            }
            return new CodeSizeEvaluator(weaver) {
                @Override
                public void visitEnd() {
                    super.visitEnd();
                    // The size as it was is a range, by its jumps and constants: what may have been compiled is to stay
                    // so.
                    if (probes.codeBytes() > COMPILED_BYTES && getMinSize() <= COMPILED_BYTES) {
                        skipped.add(method);
                    }
                }
            };
        }

        private MethodVisitor weaver(
                MethodVisitor next, int access, String name, String descriptor, ProbeCode probes, MethodSite site) {
            return name.equals("<init>")
                    ? new ConstructorWeaver(next, access, name, descriptor, site, probes)
                    : new MethodWeaver(next, site, probes, scan.localCount(name + descriptor));
        }
    }
}
