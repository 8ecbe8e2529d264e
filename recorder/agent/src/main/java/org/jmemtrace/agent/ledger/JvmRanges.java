// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.agent.counter.VmStructs;

/**
 * Where the JVM keeps what, as HotSpot publishes it. Nothing is read here but memory that lives as long as the JVM, or
 * as a class that is kept from being unloaded.
 */
final class JvmRanges {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long WORD_BYTES = 8;

    /** Metaspace is reserved in aligned blocks of this size, or a multiple (metaspace/chunklevel.hpp, JDK 16 to 25). */
    static final long METASPACE_BLOCK_BYTES = 4 << 20;

    private final VmStructs structs;
    private final long klassOffset;
    private final long constantsOffset;

    /** Throws {@link UnsatisfiedLinkError} where the JVM does not publish it. */
    JvmRanges() {
        structs = VmStructs.read(
                Set.of("Universe", "CollectedHeap", "MemRegion", "CodeCache", "java_lang_Class", "InstanceKlass"));
        klassOffset = UNSAFE.getInt(structs.address("java_lang_Class._klass_offset"));
        constantsOffset = structs.offset("InstanceKlass._constants");
    }

    /** The Java heap as reserved, none for ZGC, whose has a name; and the code cache. */
    List<Range> fixed() {
        List<Range> ranges = new ArrayList<>();
        long reserved = UNSAFE.getAddress(structs.address("Universe._collectedHeap"))
                + structs.offset("CollectedHeap._reserved");
        long start = UNSAFE.getAddress(reserved + structs.offset("MemRegion._start"));
        long words = UNSAFE.getLong(reserved + structs.offset("MemRegion._word_size"));
        if (words > 0) {
            ranges.add(new Range(start, start + words * WORD_BYTES, Part.JAVA_HEAP));
        }
        ranges.add(new Range(
                UNSAFE.getAddress(structs.address("CodeCache._low_bound")),
                UNSAFE.getAddress(structs.address("CodeCache._high_bound")),
                Part.CODE));
        return ranges;
    }

    /**
     * The blocks of metaspace and of the class space that hold a class: where its structure is, and where its constants
     * are.
     *
     * @param classes kept from being unloaded by being here
     */
    Collection<Long> metaspaceBlocks(Class<?>[] classes) {
        Collection<Long> blocks = new TreeSet<>();
        long lastKlass = 0;
        long lastConstants = 0;
        for (Class<?> type : classes) {
            if (type.isArray() || type.isPrimitive()) {
                continue;
            }
            long klass = UNSAFE.getLong(type, klassOffset);
            long constants = klass == 0 ? 0 : UNSAFE.getAddress(klass + constantsOffset);
            long klassBlock = klass & -METASPACE_BLOCK_BYTES;
            long constantsBlock = constants & -METASPACE_BLOCK_BYTES;
            if (klassBlock != lastKlass) {
                blocks.add(klassBlock);
                lastKlass = klassBlock;
            }
            if (constantsBlock != lastConstants) {
                blocks.add(constantsBlock);
                lastConstants = constantsBlock;
            }
        }
        return blocks;
    }
}
