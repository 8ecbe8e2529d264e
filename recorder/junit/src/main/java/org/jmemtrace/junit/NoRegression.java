// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test must allocate what it did when its baseline was written, neither more nor less. The baseline is a line in
 * src/test/memory/CLASS.mem, a text to be committed; {@code -Dmemory.update} writes it.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemoryBudgetExtension.class)
public @interface NoRegression {
    /** How far from the baseline the median may be, up or down. */
    String by() default "3%";

    /** Runs before it counts. */
    int warmup() default 20;

    /** Runs that count. */
    int runs() default 10;
}
