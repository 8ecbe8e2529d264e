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
 * What a test leaves alive on the Java heap, for each time it runs: the slope over several rounds, each with two garbage
 * collections behind it. A budget is broken when the whole 95 % interval of the slope is above it.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemoryBudgetExtension.class)
public @interface MaxRetained {
    /** Per run, for example 64KiB. */
    String value();

    /** Runs in all, in ten rounds. */
    int iterations() default 1000;
}
