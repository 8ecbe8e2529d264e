// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

/** A chunk whose bytes are not what its own metadata says of them. */
final class MalformedChunkException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    MalformedChunkException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
