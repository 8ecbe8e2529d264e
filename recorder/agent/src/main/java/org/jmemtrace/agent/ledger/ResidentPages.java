// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import jdk.internal.misc.Unsafe;

/**
 * Which pages are in RAM, of /proc/self/pagemap: 8 bytes a page. Needed only where one mapping holds
 * several things, because the kernel makes one of neighbours that are alike.
 */
final class ResidentPages implements AutoCloseable {
    static final long PAGE_BYTES = Unsafe.getUnsafe().pageSize();

    private static final int ENTRY_BYTES = 8;
    private static final int PRESENT = 0x80; // bit 63, in the last byte of an entry

    private final RandomAccessFile file;
    private final byte[] entries = new byte[1 << 13];

    ResidentPages() throws IOException {
        file = new RandomAccessFile("/proc/self/pagemap", "r");
    }

    /** Bytes of resident pages in a range that begins and ends with a page. */
    long bytes(long start, long end) throws IOException {
        long pages = 0;
        file.seek(start / PAGE_BYTES * ENTRY_BYTES);
        for (long left = (end - start) / PAGE_BYTES * ENTRY_BYTES; left > 0; ) {
            int got = file.read(entries, 0, (int) Math.min(left, entries.length));
            if (got <= 0) {
                break;
            }
            for (int at = ENTRY_BYTES - 1; at < got; at += ENTRY_BYTES) {
                if ((entries[at] & PRESENT) != 0) {
                    pages++;
                }
            }
            left -= got;
        }
        return pages * PAGE_BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
