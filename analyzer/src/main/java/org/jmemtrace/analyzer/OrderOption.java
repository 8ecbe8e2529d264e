// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.report.MethodOrder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of --sort. */
final class OrderOption implements ITypeConverter<MethodOrder> {
    @Override
    public MethodOrder convert(String value) {
        return MethodOrder.parse(value)
                .orElseThrow(() -> new TypeConversionException("no such order: '" + value + "'; there are "
                        + Arrays.stream(MethodOrder.values())
                                .map(MethodOrder::toString)
                                .collect(Collectors.joining(", "))));
    }
}
