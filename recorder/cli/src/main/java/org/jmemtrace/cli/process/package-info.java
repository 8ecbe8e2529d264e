// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/** What the operating system tells of a process and its descendants, and the forms it is written in. */
@NullMarked
package org.jmemtrace.cli.process;

import org.jspecify.annotations.NullMarked;
