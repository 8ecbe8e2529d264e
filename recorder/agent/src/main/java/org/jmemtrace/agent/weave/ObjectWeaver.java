// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;
import org.jspecify.annotations.Nullable;

/**
 * Weaves what counts objects, apart from the weaver of calls: each sees what the other one wove, and can be taken out
 * without it. A class that cannot be woven stays as it was.
 */
public final class ObjectWeaver implements ClassFileTransformer {
    private final SiteNumbers sites;
    private final ProbeSight sight;
    private final BiConsumer<String, Throwable> failures;
    private final Set<String> finalized = ConcurrentHashMap.newKeySet();
    private final AtomicLong skipped = new AtomicLong();
    private volatile ObjectSelection selection = ObjectSelection.none();

    /** @param weaver which numbers sites, and is told of classes that could not be woven */
    public ObjectWeaver(Weaver weaver) {
        this.sites = weaver.sites();
        this.sight = weaver.sight();
        this.failures = weaver::failed;
    }

    /** Sets what is woven from now on. */
    public void select(ObjectSelection selected) {
        selection = selected;
    }

    /** What is woven now. */
    public ObjectSelection selection() {
        return selection;
    }

    /** Methods and places that make objects and could not be woven. */
    public long skippedPlaces() {
        return skipped.get();
    }

    /** Whether a class or one it extends was seen to have a finalizer; of classes that are not woven that is not known. */
    public boolean isFinalized(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (finalized.contains(each.getName())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        TracedThread thread = null;
        try {
            if (name == null || loader == null || !selection.contains(loader, name.replace('/', '.'))) {
                return null;
            }
            thread = Threads.knownIfRecording();
            if (thread != null) {
                thread.beginToolWork(0);
            }
            return weave(loader, name.replace('/', '.'), classFile);
        } catch (Throwable failure) { // the class is loaded as it was
            failures.accept(String.valueOf(name), failure);
            return null;
        } finally {
            if (thread != null) {
                thread.endToolWork();
            }
        }
    }

    private byte @Nullable [] weave(ClassLoader loader, String className, byte[] classFile) {
        if (!sight.has(loader)) {
            failures.accept(
                    className, new IllegalStateException("its class loader does not see the boot loader's classes"));
            return null;
        }
        ObjectClassWeaver weaver = new ObjectClassWeaver(new ClassFile(classFile), sites, selection.types());
        if (weaver.hasFinalizer()) {
            finalized.add(className);
        }
        byte[] woven = weaver.rewrite();
        skipped.addAndGet(weaver.skipped());
        return woven;
    }
}
