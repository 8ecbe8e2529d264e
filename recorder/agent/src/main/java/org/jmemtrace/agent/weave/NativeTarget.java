// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * What a constant refers to, if that is native or may turn out to be.
 *
 * @param owner internal name of the class that has the native method; null if that is not known yet
 * @param dispatched if the receiver's class decides, the method's number among the {@link DispatchedNatives}, else 0
 */
record NativeTarget(@Nullable String owner, int dispatched) {
    /** What gives a handle for calls of a native function, of the address that it is told first. */
    static final NativeTarget BINDING = new NativeTarget(null, 0);

    /** The same for one that is told the address with each call. */
    static final NativeTarget UNADDRESSED_BINDING = new NativeTarget(null, -1);
}
