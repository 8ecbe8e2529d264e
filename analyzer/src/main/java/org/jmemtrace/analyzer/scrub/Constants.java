// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the constants of a chunk stand that can be secret, and which of them are. */
final class Constants {
    /** By the numbers of its type and of itself. */
    record Constant(long type, long number) {}

    private final Set<Long> types = new HashSet<>();

    /** Each flush of a chunk may write a constant again. */
    private final Map<Constant, List<Integer>> places = new HashMap<>();

    private final Set<Constant> secret = new HashSet<>();
    private final Deque<Constant> pending = new ArrayDeque<>();

    /** Those that can be: texts, and what a secret field has the number of. */
    Constants(Map<Long, Type> all) {
        all.forEach((number, type) -> {
            if (type.kind() == Type.Kind.TEXT) {
                types.add(number);
            }
            type.fields().stream()
                    .filter(field -> field.secret() && field.constant())
                    .forEach(field -> types.add(field.type()));
        });
    }

    /** Notes where one stands. */
    void standsAt(int place, Constant constant) {
        if (types.contains(constant.type())) {
            places.computeIfAbsent(constant, none -> new ArrayList<>()).add(place);
        }
    }

    void isSecret(Constant constant) {
        if (secret.add(constant)) {
            pending.add(constant);
        }
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** A secret one that was not asked for before. */
    Constant nextSecret() {
        return pending.remove();
    }

    List<Integer> placesOf(Constant constant) {
        return places.getOrDefault(constant, List.of());
    }
}
