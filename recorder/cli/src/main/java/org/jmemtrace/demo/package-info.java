// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A small photo shop that leaks: what {@code record demo} runs. It needs nothing but the JDK and prints nothing.
 */
@NullMarked
package org.jmemtrace.demo;

import org.jspecify.annotations.NullMarked;
