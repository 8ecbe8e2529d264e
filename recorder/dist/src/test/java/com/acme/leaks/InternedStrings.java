// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.HashSet;
import java.util.Set;

/** Interned names that a set holds for good; interned strings that nobody holds go with the next collection. */
final class InternedStrings implements Specimen {
    private final Set<String> names = new HashSet<>();

    @Override
    public void leak(int number) {
        names.add(new String("leaked user " + number).intern());
    }

    @Override
    public void twin(int number) {
        names.remove(new String("passing user " + number).intern());
    }
}
