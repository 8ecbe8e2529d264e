// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jmemtrace.analyzer.reader.ChunkHeader;

/**
 * Walks over all events and constants of a chunk for the texts that may be secret. Every byte is accounted for: a
 * chunk in which one is not, is malformed.
 */
final class ChunkWalk {
    static final long METADATA = 0;

    private static final long CONSTANTS = 1;
    private static final int MOST_LEVELS = 20;

    private final ChunkBytes bytes;
    private final Map<Long, Type> types;
    private final Constants constants;
    private final SortedMap<Integer, byte[]> stars = new TreeMap<>();
    private final Map<String, Long> found = new HashMap<>();

    /** Whether all texts are to be written over: those of a constant that is secret. */
    private boolean all;

    private ChunkWalk(ChunkBytes bytes, Map<Long, Type> types) {
        this.bytes = bytes;
        this.types = types;
        constants = new Constants(types);
    }

    /** What to write over a chunk. */
    static Edits edits(ChunkHeader header, ChunkBytes bytes, Secrets secrets) throws MalformedChunkException {
        ChunkWalk walk = new ChunkWalk(bytes, Types.read(bytes, header.metadataOffset(), secrets));
        walk.events(header.sizeBytes());
        walk.secretConstants();
        return new Edits(walk.stars, walk.found);
    }

    private void events(long end) throws MalformedChunkException {
        bytes.seek(ChunkHeader.BYTES);
        while (bytes.position() < end) {
            int begin = bytes.position();
            long behind = begin + bytes.number(Integer.BYTES);
            long type = bytes.long64();
            if (behind <= begin || behind > end) {
                throw new MalformedChunkException("an event is longer than it");
            }
            if (type == CONSTANTS) {
                constants();
            } else if (type == METADATA) {
                bytes.seek(behind);
            } else {
                struct(type(type), 0);
            }
            if (bytes.position() != behind) {
                throw new MalformedChunkException("an event is not as long as it says");
            }
        }
    }

    private void secretConstants() throws MalformedChunkException {
        all = true;
        while (constants.hasPending()) {
            Constants.Constant constant = constants.nextSecret();
            for (int place : constants.placesOf(constant)) {
                bytes.seek(place);
                content(constant.type(), Optional.empty(), 0);
            }
        }
    }

    private void constants() throws MalformedChunkException {
        bytes.long64(); // when they were written,
        bytes.long64(); // how long that took,
        bytes.long64(); // where those before are,
        bytes.oneByte(); // and why they were
        int pools = bytes.count();
        for (int i = 0; i < pools; i++) {
            long type = bytes.long64();
            int count = bytes.count();
            for (int k = 0; k < count; k++) {
                Constants.Constant constant = new Constants.Constant(type, bytes.long64());
                constants.standsAt(bytes.position(), constant);
                content(type, Optional.empty(), 0);
            }
        }
    }

    private void struct(Type type, int level) throws MalformedChunkException {
        if (level > MOST_LEVELS) {
            throw new MalformedChunkException("its types are nested too deep");
        }
        for (Type.Field field : type.fields()) {
            int count = field.array() ? bytes.count() : 1;
            for (int i = 0; i < count; i++) {
                int begin = bytes.position();
                value(field, level);
                if (bytes.position() == begin) {
                    break; // a type without content: the rest is without, too
                }
            }
        }
    }

    private void value(Type.Field field, int level) throws MalformedChunkException {
        if (!field.constant()) {
            content(field.type(), Optional.of(field), level + 1);
            return;
        }
        long number = bytes.long64();
        if (field.secret() && number != 0) {
            found.merge(field.name(), 1L, Long::sum);
            constants.isSecret(new Constants.Constant(field.type(), number));
        }
    }

    private void content(long number, Optional<Type.Field> field, int level) throws MalformedChunkException {
        Type type = type(number);
        switch (type.kind()) {
            case NUMBER -> bytes.number(type.width());
            case FIXED -> bytes.skip(type.width());
            case TEXT -> text(number, field);
            case STRUCT -> struct(type, level);
        }
    }

    private void text(long type, Optional<Type.Field> field) throws MalformedChunkException {
        Text text = bytes.text();
        boolean asked = field.isPresent() && field.get().secret();
        if (!(asked || all) || text.kind() == Text.NONE || text.kind() == Text.EMPTY) {
            return;
        }
        if (!all) {
            found.merge(field.orElseThrow().name(), 1L, Long::sum);
        }
        if (text.kind() == Text.CONSTANT) {
            constants.isSecret(new Constants.Constant(type, text.constant()));
        } else {
            stars.put(text.at(), bytes.stars(text));
        }
    }

    private Type type(long number) throws MalformedChunkException {
        Type type = types.get(number);
        if (type == null) {
            throw new MalformedChunkException("it has a type that its metadata has not");
        }
        return type;
    }
}
