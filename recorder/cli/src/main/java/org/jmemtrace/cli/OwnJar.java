// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the classes of record lie, as a class path: its jar, or the directory that the build compiled them to. */
final class OwnJar {
    private OwnJar() {}

    static String path() {
        try {
            URI location = OwnJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible); // class loaders escape what a URI cannot hold
        }
    }
}
