// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/**
 * Fields that HotSpot publishes for the Serviceability Agent: {@code gHotSpotVMStructs} in libjvm, an array of entries
 * whose layout is published beside it (vmStructs.hpp).
 */
public final class VmStructs {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Long> addresses = new HashMap<>();

    private VmStructs() {}

    /**
     * Reads the table; throws {@link UnsatisfiedLinkError} where libjvm has none.
     *
     * @param types whose fields are wanted; the other of some 3,000 entries are not worth a string each
     */
    public static VmStructs read(Set<String> types) {
        NativeLibrary jvm = Jna.library(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so")
                .toString());
        long typeName = word(jvm, "gHotSpotVMStructEntryTypeNameOffset");
        long fieldName = word(jvm, "gHotSpotVMStructEntryFieldNameOffset");
        long isStatic = word(jvm, "gHotSpotVMStructEntryIsStaticOffset");
        long offset = word(jvm, "gHotSpotVMStructEntryOffsetOffset");
        long address = word(jvm, "gHotSpotVMStructEntryAddressOffset");
        long stride = word(jvm, "gHotSpotVMStructEntryArrayStride");
        VmStructs structs = new VmStructs();
        for (long entry = word(jvm, "gHotSpotVMStructs"); UNSAFE.getAddress(entry + typeName) != 0; entry += stride) {
            String type = text(UNSAFE.getAddress(entry + typeName));
            if (types.contains(type)) {
                String field = type + "." + text(UNSAFE.getAddress(entry + fieldName));
                if (UNSAFE.getInt(entry + isStatic) != 0) {
                    structs.addresses.put(field, UNSAFE.getAddress(entry + address));
                } else {
                    structs.offsets.put(field, UNSAFE.getLong(entry + offset));
                }
            }
        }
        return structs;
    }

    /** Offset of a field in its type; throws {@link UnsatisfiedLinkError} if this JVM does not publish it. */
    public long offset(String field) {
        return known(offsets, field);
    }

    /** Where a static field lies; throws as {@link #offset} does. */
    public long address(String field) {
        return known(addresses, field);
    }

    private static long known(Map<String, Long> fields, String field) {
        Long value = fields.get(field);
        if (value == null) {
            throw new UnsatisfiedLinkError("libjvm does not publish " + field);
        }
        return value;
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
