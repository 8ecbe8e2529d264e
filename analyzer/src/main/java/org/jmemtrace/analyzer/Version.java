// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class Version implements IVersionProvider {
    /** Name and version of this program. */
    static String toolName() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "jmemtrace analyze " + (version == null ? "(not packaged)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {toolName()};
    }
}
