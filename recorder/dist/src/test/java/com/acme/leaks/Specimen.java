// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

/** One way to leak, and next to it the same work done well. */
interface Specimen {
    /** Makes an object and never lets go of it. */
    void leak(int number) throws Exception;

    /** Makes one, uses it and lets go of it. */
    void twin(int number) throws Exception;
}
