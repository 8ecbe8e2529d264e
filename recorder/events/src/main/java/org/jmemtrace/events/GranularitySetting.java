// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import java.util.Locale;
import java.util.Set;

/** Whether lines or single bytecodes are told apart: the finest that any running recording asks for. */
public final class GranularitySetting extends CombinedSetting {
    private static final String LINE = "line";
    private static final String BYTECODE = "bytecode";

    private static volatile boolean bytecode;

    public GranularitySetting() {
        super(LINE);
    }

    /** Whether bytecodes are told apart, not only lines. */
    public static boolean isBytecode() {
        return bytecode;
    }

    @Override
    String join(Set<String> settingValues) {
        return settingValues.stream().anyMatch(GranularitySetting::asksForBytecode) ? BYTECODE : LINE;
    }

    @Override
    void apply(String settingValue) {
        bytecode = asksForBytecode(settingValue);
    }

    private static boolean asksForBytecode(String value) {
        return value.trim().toLowerCase(Locale.ROOT).equals(BYTECODE);
    }
}
