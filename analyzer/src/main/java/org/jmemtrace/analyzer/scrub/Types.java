// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the metadata of a chunk: a pool of texts, and a tree of elements with attributes that speaks in their numbers. */
final class Types {
    private static final int MOST_LEVELS = 20;

    /** A field before it is known of which type it is one. */
    private record Part(String name, long type, boolean constant, boolean array) {
        Type.Field of(String owner, Secrets secrets) {
            String field = owner + "." + name;
            return new Type.Field(field, type, constant, array, secrets.has(field));
        }
    }

    private final ChunkBytes bytes;
    private final Secrets secrets;
    private final List<String> pool = new ArrayList<>();
    private final Map<Long, Type> types = new HashMap<>();

    private Types(ChunkBytes bytes, Secrets secrets) {
        this.bytes = bytes;
        this.secrets = secrets;
    }

    /**
     * All types of a chunk, by number.
     *
     * @param offset of the metadata, as the chunk's header has it
     */
    static Map<Long, Type> read(ChunkBytes bytes, long offset, Secrets secrets) throws MalformedChunkException {
        Types reader = new Types(bytes, secrets);
        bytes.seek(offset);
        bytes.number(Integer.BYTES); // its size
        if (bytes.long64() != ChunkWalk.METADATA) {
            throw new MalformedChunkException("its metadata is elsewhere");
        }
        bytes.long64(); // when it was written,
        bytes.long64(); // how long that took,
        bytes.long64(); // and its number
        int texts = bytes.count();
        for (int i = 0; i < texts; i++) {
            reader.pool.add(bytes.read(bytes.text()));
        }
        reader.element(MOST_LEVELS);
        return reader.types;
    }

    /** Reads an element; the field that it is, if it is one. */
    private Optional<Part> element(int levels) throws MalformedChunkException {
        if (levels == 0) {
            throw new MalformedChunkException("its metadata is nested too deep");
        }
        String kind = pooled();
        Map<String, String> attributes = new HashMap<>();
        int count = bytes.count();
        for (int i = 0; i < count; i++) {
            String key = pooled();
            attributes.put(key, pooled());
        }
        List<Part> parts = new ArrayList<>();
        int children = bytes.count();
        for (int i = 0; i < children; i++) {
            element(levels - 1).ifPresent(parts::add);
        }
        String name = attributes.getOrDefault("name", "");
        if (kind.equals("class")) {
            List<Type.Field> fields =
                    parts.stream().map(part -> part.of(name, secrets)).toList();
            types.put(number(attributes, "id"), Type.of(name, fields));
        }
        return kind.equals("field")
                ? Optional.of(new Part(
                        name,
                        number(attributes, "class"),
                        "true".equals(attributes.get("constantPool")),
                        !attributes.getOrDefault("dimension", "0").equals("0")))
                : Optional.empty();
    }

    private String pooled() throws MalformedChunkException {
        long index = bytes.number(Integer.BYTES);
        if (index < 0 || index >= pool.size()) {
            throw new MalformedChunkException("its metadata names a text that is not there");
        }
        return pool.get((int) index);
    }

    private static long number(Map<String, String> attributes, String key) throws MalformedChunkException {
        try {
            return Long.parseLong(attributes.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw new MalformedChunkException("its metadata has a type without a number");
        }
    }
}
