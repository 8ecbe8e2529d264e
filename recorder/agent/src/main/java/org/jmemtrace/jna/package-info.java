// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** Stands in for java.util.logging inside the isolated loader; see {@code IsolatedLoader}. */
@NullMarked
package org.jmemtrace.jna;

import org.jspecify.annotations.NullMarked;
