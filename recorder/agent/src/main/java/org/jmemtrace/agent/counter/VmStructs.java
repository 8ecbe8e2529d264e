// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/**
 * Field offsets that HotSpot publishes for the Serviceability Agent: {@code gHotSpotVMStructs} in libjvm, an array of
 * entries whose layout is published beside it (vmStructs.hpp).
 */
final class VmStructs {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final Map<String, Long> offsets = new HashMap<>();

    private VmStructs() {}

    /** Reads the table; throws {@link UnsatisfiedLinkError} where libjvm has none. */
    static VmStructs read() {
        NativeLibrary jvm = Jna.library(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so")
                .toString());
        long typeName = word(jvm, "gHotSpotVMStructEntryTypeNameOffset");
        long fieldName = word(jvm, "gHotSpotVMStructEntryFieldNameOffset");
        long offset = word(jvm, "gHotSpotVMStructEntryOffsetOffset");
        long stride = word(jvm, "gHotSpotVMStructEntryArrayStride");
        VmStructs structs = new VmStructs();
        for (long entry = word(jvm, "gHotSpotVMStructs"); UNSAFE.getAddress(entry + typeName) != 0; entry += stride) {
            String type = text(UNSAFE.getAddress(entry + typeName));
            // Of some 3,000 entries four are wanted; the others are not worth a string each.
            if (type.equals("Thread") || type.equals("ThreadLocalAllocBuffer")) {
                String field = text(UNSAFE.getAddress(entry + fieldName));
                structs.offsets.put(type + "." + field, UNSAFE.getLong(entry + offset));
            }
        }
        return structs;
    }

    /** Offset of a field in its type; throws {@link UnsatisfiedLinkError} if this JVM does not publish it. */
    long offset(String field) {
        Long offset = offsets.get(field);
        if (offset == null) {
            throw new UnsatisfiedLinkError("libjvm does not publish " + field);
        }
        return offset;
    }

    private static long word(NativeLibrary library, String symbol) {
        return UNSAFE.getLong(Pointer.nativeValue(library.getGlobalVariableAddress(symbol)));
    }

    private static String text(long address) {
        StringBuilder text = new StringBuilder();
        for (long at = address; UNSAFE.getByte(at) != 0; at++) {
            text.append((char) UNSAFE.getByte(at));
        }
        return text.toString();
    }
}
