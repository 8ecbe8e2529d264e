// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which texts may be secret: a list of fields of the JVM's own events and of ours, and what else is asked for. */
final class Secrets {
    /** Environment, arguments, properties, hosts; then paths and messages, in which programs put all of these. */
    private static final List<String> ALWAYS = List.of(
            "jdk.InitialEnvironmentVariable.value",
            "jdk.InitialSystemProperty.value",
            "jdk.InitialSecurityProperty.value",
            "jdk.SecurityPropertyModification.value",
            "jdk.JVMInformation.*Arguments",
            "jdk.JVMInformation.jvmFlags",
            "jdk.StringFlag.value",
            "jdk.StringFlagChanged.*Value",
            "jdk.JavaAgent.*",
            "jdk.NativeAgent.*",
            "jdk.ProcessStart.command",
            "jdk.ProcessStart.directory",
            "*.commandLine",
            "*.cmdLine",
            "*.cmdline",
            "jdk.Socket*.host",
            "jdk.Socket*.address",
            "jdk.TLSHandshake.peerHost",
            "jdk.X509Certificate.subject",
            "jdk.X509Certificate.issuer",
            "jdk.File*.path",
            "jdk.*.destination",
            "jdk.NativeLibrary*.name",
            "jdk.*.codeSource",
            "jdk.types.Module.location",
            "jdk.ThreadDump.result",
            "jdk.Java*Throw.message",
            "jdk.*.exceptionMessage",
            "jdk.*.errorMessage",
            "jdk.types.OldObject.description");

    private final Pattern fields;

    /**
     * What always is, and more.
     *
     * @param also globs of TYPE.FIELD, in which a star stands for any letters
     */
    Secrets(List<String> also) {
        List<String> globs = new ArrayList<>(ALWAYS);
        globs.addAll(also);
        fields = Pattern.compile(globs.stream().map(Secrets::regex).collect(Collectors.joining("|")));
    }

    private static String regex(String glob) {
        return List.of(glob.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    /** Whether a field is one, by TYPE.FIELD. */
    boolean has(String field) {
        return fields.matcher(field).matches();
    }
}
