// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicLong;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;
import org.jmemtrace.probes.VirtualThreads;
import org.jspecify.annotations.Nullable;

/** Weaves classes as the JVM loads or retransforms them. A class that cannot be woven stays as it was. */
public final class Weaver implements ClassFileTransformer {
    private final SiteNumbers sites;
    private final Runnable beforeFirst;
    private volatile boolean begun;
    private final NativeMethods natives;
    private final Runnable onUnknowing;
    private final AtomicLong wovenClasses = new AtomicLong();
    private final AtomicLong wovenMethods = new AtomicLong();
    private final AtomicLong skippedMethods = new AtomicLong();
    private final AtomicLong failedClasses = new AtomicLong();
    private volatile @Nullable String firstFailure;
    private volatile Selection selection = Selection.none();

    private final ProbeSight sight = new ProbeSight();

    /**
     * Makes one that weaves nothing yet.
     *
     * @param sites numbers what is woven
     * @param natives the native methods known so far
     * @param beforeFirst run before a first class is woven; if several are loaded at once, before each of these
     * @param onUnknowing run when a class is about to be loaded that has native methods of which its callers may not
     *     know; see {@link DispatchedNatives#takeUnknowing}
     */
    public Weaver(SiteNumbers sites, NativeMethods natives, Runnable beforeFirst, Runnable onUnknowing) {
        this.sites = sites;
        this.natives = natives;
        this.beforeFirst = beforeFirst;
        this.onUnknowing = onUnknowing;
    }

    /** Sets what is woven from now on. */
    public void select(Selection selected) {
        selection = selected;
    }

    /** What is woven now. */
    public Selection selection() {
        return selection;
    }

    /** The native methods known so far. */
    public NativeMethods natives() {
        return natives;
    }

    /** The numbers of all methods woven so far. */
    public SiteNumbers sites() {
        return sites;
    }

    ProbeSight sight() {
        return sight;
    }

    public long wovenClasses() {
        return wovenClasses.get();
    }

    public long wovenMethods() {
        return wovenMethods.get();
    }

    /** Methods of woven classes that were left as they were because of their length. */
    public long skippedMethods() {
        return skippedMethods.get();
    }

    public long failedClasses() {
        return failedClasses.get();
    }

    /** The first class that could not be woven, and why; null if all could. */
    public @Nullable String firstFailure() {
        return firstFailure;
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
            thread = Threads.known();
            if (thread != null) {
                thread.beginToolWork(bytesToGetHere(name, classFile));
            }
            return name == null ? null : weave(loader, name.replace('/', '.'), classFile);
        } catch (Throwable failure) { // the other of the two doors: the class is loaded as it was
            failed(String.valueOf(name), failure);
            return null;
        } finally {
            if (thread != null) {
                thread.endToolWork();
            }
        }
    }

    /** What the JVM allocated to call us: the class file as an array, the name as a string (JPLISAgent.c). */
    private static long bytesToGetHere(@Nullable String name, byte[] classFile) {
        long array = align(16L + classFile.length);
        return name == null ? array : array + 24 + align(16L + name.length());
    }

    private static long align(long bytes) {
        return (bytes + 7) & ~7;
    }

    private byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] classFile) {
        if (loader == null && className.equals(VirtualThreads.CLASS) && !selection.isNone()) {
            return VirtualThreads.supported() ? MountWeaver.weave(classFile) : null;
        }
        if (loader == null || !selection.contains(loader, className)) {
            return null;
        }
        if (!sight.has(loader)) {
            failed(className, new IllegalStateException("its class loader does not see the boot loader's classes"));
            return null;
        }
        if (!begun) {
            beforeFirst.run();
            begun = true;
        }
        ClassWeaver weaver = new ClassWeaver(
                sites,
                selection.everyMethod(),
                selection.granularity(),
                natives,
                name -> selection.contains(loader, name.replace('/', '.'))
                        ? ApplicationClasses.read(loader, name)
                        : null);
        byte[] woven = weaver.weave(classFile);
        if (natives.dispatched().hasUnknown()) {
            onUnknowing.run();
        }
        if (woven != null) {
            wovenClasses.incrementAndGet();
            wovenMethods.addAndGet(weaver.wovenMethods());
        }
        skippedMethods.addAndGet(weaver.skippedMethods());
        return woven;
    }

    /** Counts a class that could not be woven or restored. */
    public void failed(String className, Throwable failure) {
        failedClasses.incrementAndGet();
        if (firstFailure == null) {
            firstFailure = className + ": " + failure;
        }
    }
}
