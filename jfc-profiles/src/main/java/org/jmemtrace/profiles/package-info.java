// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** The bundled flight recorder profiles, as resources beside the class that names them. */
@NullMarked
package org.jmemtrace.profiles;

import org.jspecify.annotations.NullMarked;
