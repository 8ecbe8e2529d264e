// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Native allocation as the scripts of this directory tell it, and the scripts themselves. */
@NullMarked
package org.jmemtrace.dtrace;

import org.jspecify.annotations.NullMarked;
