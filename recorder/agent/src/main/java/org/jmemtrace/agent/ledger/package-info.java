// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the resident set is made of. Each mapping of the process, as the kernel lists it with its resident bytes, is
 * given to a category, in parts where it holds several; the amounts that allocators tell of themselves part what lies
 * in malloc's mappings. So the rows of an instant sum to RSS whatever is not known, and what is not known is a row.
 */
@NullMarked
package org.jmemtrace.agent.ledger;

import org.jspecify.annotations.NullMarked;
