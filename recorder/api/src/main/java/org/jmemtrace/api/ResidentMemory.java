// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The RSS of this process, as Linux says it in kB. Unit: bytes. */
final class ResidentMemory {
    private static final String STATUS = "/proc/self/status";
    private static final String FIELD = "VmRSS:";

    /** The field stands in the first kilobyte, or in the second if the process has many groups. */
    private static final int ENOUGH_BYTES = 4096;

    private ResidentMemory() {}

    /** {@link MemoryBlockEvent#UNKNOWN} where there is no such file. */
    static long bytes() {
        try (FileInputStream file = new FileInputStream(STATUS)) {
            byte[] read = new byte[ENOUGH_BYTES];
            int length = Math.max(0, file.read(read));
            String status = new String(read, 0, length, StandardCharsets.ISO_8859_1);
            int begin = status.indexOf(FIELD);
            int end = status.indexOf(" kB", Math.max(0, begin));
            return begin < 0 || end < 0
                    ? MemoryBlockEvent.UNKNOWN
                    : 1024
                            * Long.parseLong(status.substring(begin + FIELD.length(), end)
                                    .strip());
        } catch (IOException | RuntimeException e) {
            return MemoryBlockEvent.UNKNOWN;
        }
    }
}
