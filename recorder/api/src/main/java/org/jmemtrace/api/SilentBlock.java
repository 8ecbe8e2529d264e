// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import org.jspecify.annotations.Nullable;

/** A block that nobody records. */
final class SilentBlock extends MemoryBlock {
    static final SilentBlock INSTANCE = new SilentBlock();

    @Override
    public void mark(@Nullable String text) {}

    @Override
    public void close() {}
}
