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
 * A test must not allocate more on the Java heap. It is run several times, without {@code @BeforeEach} between, after runs
 * to warm up; the median counts.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemoryBudgetExtension.class)
public @interface MaxAllocated {
    /** For example 24KiB; kB is 1000 bytes. */
    String value();

    /** Whose allocation counts. */
    Threads threads() default Threads.CURRENT;

    /** How far above the budget the median may be. */
    String tolerance() default "0%";

    /** Runs before it counts: classes are initialized, code compiled. */
    int warmup() default 20;

    /** Runs that count. */
    int runs() default 10;
}
