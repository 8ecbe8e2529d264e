// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a condition.
 *
 * @param found what the condition was held against, in words
 */
public record Judgement(Condition condition, Condition.Outcome outcome, String found) {
    /** The exit code's meaning: failed if any did, else inconclusive if any was, else fine. */
    public static Condition.Outcome worst(List<Judgement> all) {
        List<Condition.Outcome> outcomes = new ArrayList<>();
        all.forEach(each -> outcomes.add(each.outcome()));
        if (outcomes.contains(Condition.Outcome.FAIL)) {
            return Condition.Outcome.FAIL;
        }
        return outcomes.contains(Condition.Outcome.INCONCLUSIVE)
                ? Condition.Outcome.INCONCLUSIVE
                : Condition.Outcome.OK;
    }
}
