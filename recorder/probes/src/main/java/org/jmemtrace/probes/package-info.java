// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What woven code calls, and the per-thread trees it fills. On the bootstrap loader; nothing here but the JDK.
 *
 * <p>The path that every call takes is {@link org.jmemtrace.probes.Probes} → {@link org.jmemtrace.probes.Threads} →
 * {@link org.jmemtrace.probes.TracedThread} → {@link org.jmemtrace.probes.CallTree}. All that takes a library is behind
 * {@link org.jmemtrace.probes.Backend}.
 */
@NullMarked
package org.jmemtrace.probes;

import org.jspecify.annotations.NullMarked;
