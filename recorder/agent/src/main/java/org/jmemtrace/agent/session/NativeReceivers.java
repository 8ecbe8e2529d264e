// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.agent.weave.DispatchedNatives;
import org.jmemtrace.agent.weave.NativeMethods;
import org.jmemtrace.agent.weave.SiteNumbers;

/** Finds the native method, if it is one, that a call reaches by the class of its receiver. */
final class NativeReceivers {
    private final SiteNumbers sites;
    private final NativeMethods natives;

    NativeReceivers(SiteNumbers sites, NativeMethods natives) {
        this.sites = sites;
        this.natives = natives;
    }

    /**
     * The site, 0 if what the call reaches is not a native method of an included class.
     *
     * @param method the number of the method that is called
     * @throws ReflectiveOperationException if the class has no such method
     */
    int site(Class<?> receiver, int method) throws ReflectiveOperationException {
        if (method == DispatchedNatives.NONE) {
            return 0;
        }
        String called = natives.dispatched().method(method);
        for (Class<?> type = receiver; type != null; type = type.getSuperclass()) {
            if (natives.has(type.getName(), called)) {
                return siteOf(
                        receiver, called.substring(0, called.indexOf('(')), called.substring(called.indexOf('(')));
            }
        }
        return 0;
    }

    /** As the JVM finds it: a class below the one that has the native method may have another in its place. */
    private int siteOf(Class<?> receiver, String name, String descriptor) throws ReflectiveOperationException {
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, receiver.getClassLoader());
        MethodHandle handle = Lookup.TRUSTED.findVirtual(receiver, name, type);
        MethodHandleInfo found = Lookup.TRUSTED.revealDirect(handle);
        String owner = found.getDeclaringClass().getName();
        return Modifier.isNative(found.getModifiers()) && natives.has(owner, name + descriptor)
                ? sites.ofNative(owner, name, descriptor).number()
                : 0;
    }

    /** Apart, because it links only once the JDK's package is exported to us. */
    private static final class Lookup {
        /** Sees all members of all classes (java.lang.invoke.MethodHandles.Lookup.IMPL_LOOKUP). */
        static final MethodHandles.Lookup TRUSTED = trusted();

        private Lookup() {}

        private static MethodHandles.Lookup trusted() {
            try {
                Unsafe unsafe = Unsafe.getUnsafe();
                var field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
                return (MethodHandles.Lookup)
                        unsafe.getReference(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field));
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("this JDK's Lookup has no IMPL_LOOKUP", e);
            }
        }
    }
}
