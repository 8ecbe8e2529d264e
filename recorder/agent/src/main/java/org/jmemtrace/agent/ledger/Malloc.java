// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import com.sun.jna.Function;
import com.sun.jna.Structure;
import java.util.Optional;
import org.jmemtrace.agent.counter.NativeFunctions;

/**
 * What malloc says of itself.
 *
 * @param usedBytes handed out from its arenas
 * @param freeBytes in its arenas, given back by the program and kept
 * @param mappedBytes in blocks so large that each is a mapping of its own
 */
record Malloc(long usedBytes, long freeBytes, long mappedBytes) {
    /** Asks glibc, 2.33 or newer, which locks each arena for it in turn. Empty where there is none. */
    static Optional<Malloc> ask() {
        try {
            Mallinfo info = (Mallinfo) Asking.MALLINFO.invoke(Mallinfo.class, new Object[0]);
            return Optional.of(new Malloc(info.uordblks, info.fordblks, info.hblkhd));
        } catch (LinkageError otherLibrary) {
            return Optional.empty();
        }
    }

    /** Linked when asked for. */
    private static final class Asking {
        static final Function MALLINFO = NativeFunctions.find("mallinfo2");

        private Asking() {}
    }

    /** struct mallinfo2 of malloc.h, whose names these are; its fields are words. */
    @Structure.FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static final class Mallinfo extends Structure implements Structure.ByValue {
        public long arena;
        public long ordblks;
        public long smblks;
        public long hblks;
        public long hblkhd;
        public long usmblks;
        public long fsmblks;
        public long uordblks;
        public long fordblks;
        public long keepcost;
    }
}
