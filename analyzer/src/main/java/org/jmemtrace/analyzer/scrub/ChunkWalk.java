// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String TEXT = "java.lang.String";

    /** The primitive types and their widths where numbers are not compressed. */
    private static final Map<String, Integer> NUMBERS =
            Map.of("char", Character.BYTES, "short", Short.BYTES, "int", Integer.BYTES, "long", Long.BYTES);

    private static final Map<String, Integer> FIXED =
            Map.of("boolean", 1, "byte", Byte.BYTES, "float", Float.BYTES, "double", Double.BYTES);

    private final ChunkBytes bytes;
    private final Map<Long, Type> types;
    private final Secrets secrets;
    private final Map<Long, List<Text>> pool = new HashMap<>(); // each flush may write a text again
    private final SortedMap<Integer, byte[]> edits = new TreeMap<>();
    private final Set<Long> pooledSecrets = new HashSet<>();

    private ChunkWalk(ChunkBytes bytes, Map<Long, Type> types, Secrets secrets) {
        this.bytes = bytes;
        this.types = types;
        this.secrets = secrets;
    }

    /** What to write over a chunk, by position, so that it has no secrets. */
    static SortedMap<Integer, byte[]> edits(ChunkHeader header, ChunkBytes bytes, Secrets secrets)
            throws MalformedChunkException {
        ChunkWalk walk = new ChunkWalk(bytes, Types.read(bytes, header.metadataOffset()), secrets);
        walk.events(header.sizeBytes());
        return walk.edits;
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
        for (long each : pooledSecrets) {
            for (Text text : pool.getOrDefault(each, List.of())) {
                edits.put(text.at(), bytes.stars(text));
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
            Type type = type(bytes.long64());
            int count = bytes.count();
            for (int k = 0; k < count; k++) {
                long number = bytes.long64();
                if (type.name().equals(TEXT)) {
                    pool.computeIfAbsent(number, none -> new ArrayList<>()).add(bytes.text());
                } else {
                    struct(type, 0);
                }
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
                value(type, field, level);
                if (bytes.position() == begin) {
                    break; // a type without content: the rest is without, too
                }
            }
        }
    }

    private void value(Type owner, Type.Field field, int level) throws MalformedChunkException {
        if (field.constant()) {
            bytes.long64();
            return;
        }
        Type type = type(field.type());
        Integer width = NUMBERS.get(type.name());
        Integer fixed = FIXED.get(type.name());
        if (width != null) {
            bytes.number(width);
        } else if (fixed != null) {
            bytes.skip(fixed);
        } else if (type.name().equals(TEXT)) {
            text(owner, field);
        } else {
            struct(type, level + 1);
        }
    }

    private void text(Type owner, Type.Field field) throws MalformedChunkException {
        Text text = bytes.text();
        if (text.kind() == Text.NONE || text.kind() == Text.EMPTY || !secrets.has(owner.name(), field.name())) {
            return;
        }
        if (text.kind() == Text.CONSTANT) {
            pooledSecrets.add(text.constant());
        } else {
            edits.put(text.at(), bytes.stars(text));
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
