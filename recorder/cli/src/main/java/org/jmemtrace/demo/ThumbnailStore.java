// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Leaks malloc'd memory: each thumbnail keeps its compressor open, for which zlib keeps a quarter of a MiB. The heap
 * shows next to nothing of it.
 */
final class ThumbnailStore {
    private static final int TILE_BYTES = 64 * 1024;

    private final List<Deflater> compressors = new ArrayList<>();
    private final byte[] tile = new byte[TILE_BYTES];
    private final byte[] compressed = new byte[TILE_BYTES];

    /** Compresses the photo's tile; the caller is the one thread that makes thumbnails. */
    int compress(int photo) {
        for (int i = 0; i < tile.length; i++) {
            tile[i] = (byte) ((i * photo) >> 5);
        }
        Deflater compressor = new Deflater();
        compressor.setInput(tile);
        compressor.finish();
        int length = compressor.deflate(compressed);
        compressors.add(compressor); // what is missing is compressor.end()
        return length;
    }
}
