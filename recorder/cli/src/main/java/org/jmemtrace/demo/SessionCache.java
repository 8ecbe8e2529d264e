// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Leaks heap: sessions are put in and never expire. */
final class SessionCache {
    private static final int SESSION_BYTES = 96 * 1024;

    private final Map<String, byte[]> byId = new ConcurrentHashMap<>();

    void put(String id) {
        byId.put(id, new byte[SESSION_BYTES]);
    }
}
