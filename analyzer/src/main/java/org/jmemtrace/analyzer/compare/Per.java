// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.List;
import java.util.OptionalDouble;
import org.jmemtrace.analyzer.attribution.BlockRow;
import org.jmemtrace.analyzer.attribution.Profile;

/** What sums are divided by before they are compared. */
public record Per(String unit, Kind kind) {
    /** What there is. */
    public enum Kind {
        NONE,
        SECOND,
        /** How often a block of a name ran, or a label was set. */
        OPERATION
    }

    public static final Per NONE = new Per("", Kind.NONE);
    private static final String OPERATION = "op=";

    /** Throws {@link IllegalArgumentException}, with words for the user, at what is none. */
    public static Per parse(String text) {
        if (text.startsWith(OPERATION) && text.length() > OPERATION.length()) {
            return new Per(text.substring(OPERATION.length()), Kind.OPERATION);
        }
        return switch (text) {
            case "none" -> NONE;
            case "second" -> new Per("second", Kind.SECOND);
            default ->
                throw new IllegalArgumentException("It is none, second, or op= and the name of a block or label.");
        };
    }

    /** Empty if there is none of these in the recording. */
    OptionalDouble divisor(Profile profile) {
        double amount = switch (kind) {
            case NONE -> 1;
            case SECOND -> profile.recording().durationNanos() / 1e9;
            case OPERATION -> operations(profile);
        };
        return amount > 0 ? OptionalDouble.of(amount) : OptionalDouble.empty();
    }

    private long operations(Profile profile) {
        List<BlockRow> blocks = profile.blocks().stream()
                .filter(block -> block.name().equals(unit))
                .toList();
        return blocks.isEmpty()
                ? profile.recording().marks().stream()
                        .filter(mark -> mark.event().equals(unit))
                        .count()
                : blocks.get(0).count();
    }
}
