// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.List;
import java.util.OptionalLong;

/**
 * All processes at one instant, parents before their children.
 *
 * @param number from 0 on
 * @param elapsedNanos since sampling began
 */
public record Sample(long number, long epochNanos, long elapsedNanos, List<Observation> processes) {
    public Sample {
        processes = List.copyOf(processes);
    }

    /** Whether the process that was to be sampled has ended. */
    public boolean isEmpty() {
        return processes.isEmpty();
    }

    /** What the processes' memory is summed by: PSS, or RSS on systems that tell no PSS of any. */
    Field memory() {
        return sum(Field.PSS).isPresent() ? Field.PSS : Field.RSS;
    }

    /** The sum over the processes for which it is known; empty if it is for none. */
    OptionalLong sum(Field field) {
        long sum = 0;
        boolean known = false;
        for (Observation process : processes) {
            OptionalLong value = process.of(field);
            known |= value.isPresent();
            sum += value.orElse(0);
        }
        return known ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
