// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@code java.lang.VirtualThread} say when it is mounted and unmounted; see the probes' class of that name. */
final class MountWeaver extends ClassRewriter {
    private MountWeaver(ClassFile file) {
        super(file);
    }

    /** Returns the woven class file, or null if it does not have both methods: then none of them is woven. */
    static byte @Nullable [] weave(byte[] classFile) {
        MountWeaver weaver = new MountWeaver(new ClassFile(classFile));
        byte[] woven = weaver.rewrite();
        return weaver.changed() == 2 ? woven : null;
    }

    @Override
    boolean rewrite(int method, int attribute) {
        String name = name(method);
        String descriptor = descriptor(method);
        boolean mounts = name.equals("mount");
        if ((!mounts && !name.equals("unmount")) || !descriptor.equals("()V")) {
            return false;
        }
        Hook hook = mounts ? Hook.atBegin(constants, "mounting") : Hook.atEnd(constants, "unmounted");
        MethodCode code = new MethodCode(file, attribute, new QuietCalls(file));
        MethodSite nobody = new MethodSite(0, new MethodSite.Key("", name, descriptor, List.of(), false));
        FrameWeaver frames = new FrameWeaver(code, constants, Entry.first(), false, name, descriptor);
        new CodeWeaver(code, constants, nobody, Lines.NONE, NativeCalls.NONE, Entry.first(), hook)
                .write(out, file.u2(attribute), frames);
        return true;
    }
}
