// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IUnit;
import org.openjdk.jmc.common.unit.UnitLookup;

/** The parser's values as plain numbers: bytes, nanoseconds (since 1970 for instants), or the number itself. */
final class Values {
    private Values() {}

    static long toLong(Object value) {
        if (value instanceof IQuantity quantity) {
            return quantity.clampedLongValueIn(unitOf(quantity));
        }
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** Never NaN nor infinite: such a value is no measurement, and has no place in JSON. */
    static double toDouble(Object value) {
        double number = 0;
        if (value instanceof IQuantity quantity) {
            number = quantity.doubleValueIn(unitOf(quantity));
        } else if (value instanceof Number plain) {
            number = plain.doubleValue();
        }
        return Double.isFinite(number) ? number : 0;
    }

    private static IUnit unitOf(IQuantity quantity) {
        var kind = quantity.getUnit().getContentType();
        if (kind == UnitLookup.MEMORY) {
            return UnitLookup.BYTE;
        }
        if (kind == UnitLookup.TIMESPAN) {
            return UnitLookup.NANOSECOND;
        }
        if (kind == UnitLookup.TIMESTAMP) {
            return UnitLookup.EPOCH_NS;
        }
        return quantity.getUnit();
    }
}
