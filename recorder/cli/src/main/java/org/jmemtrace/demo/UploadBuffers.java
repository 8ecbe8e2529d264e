// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Leaks direct memory: buffers are handed out and never taken back, so the pool only grows. */
final class UploadBuffers {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final List<ByteBuffer> lent = new ArrayList<>();

    /** Lends a buffer; the caller is the one thread that takes uploads. */
    ByteBuffer acquire() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        lent.add(buffer);
        return buffer;
    }
}
