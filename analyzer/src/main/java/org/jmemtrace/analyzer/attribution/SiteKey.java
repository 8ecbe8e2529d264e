// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Comparator;
import java.util.Map;
import org.jmemtrace.events.Site;

/**
 * A method, a line or bytecode of one, or one of the rows that are neither and stand in parentheses. Sites of one
 * method are one key, whatever their numbers: class loaders can load a class more than once.
 *
 * @param line 0 for what is no line, and where the class file does not say
 * @param bytecodeIndex -1 for what is no bytecode
 * @param target what a bytecode allocates or calls; empty for what is none
 */
public record SiteKey(
        Kind kind, String className, String method, String descriptor, int line, int bytecodeIndex, String target)
        implements Comparable<SiteKey> {
    /** What a key stands for. */
    public enum Kind {
        METHOD,
        /** A native method, as woven code called it. */
        NATIVE,
        /** A line of a method, or a bytecode on one. */
        LINE,
        /** What a thread did outside of woven methods. */
        OUTSIDE,
        /** What the recorder took on the program's threads. */
        TOOL,
        /** Parent of calls whose callers are not known since the recorder's tree was full. */
        FOLDED,
        /** Parent of calls whose callers should be in the recording, but are not. */
        CALLER_LOST
    }

    public static final SiteKey OUTSIDE = row(Kind.OUTSIDE, "(outside woven code)");
    public static final SiteKey TOOL = row(Kind.TOOL, "(jmemtrace)");
    public static final SiteKey FOLDED = row(Kind.FOLDED, "(other callers)");
    public static final SiteKey CALLER_LOST = row(Kind.CALLER_LOST, "(caller lost)");

    private static final Comparator<SiteKey> ORDER = Comparator.comparing(SiteKey::className)
            .thenComparing(SiteKey::method)
            .thenComparing(SiteKey::descriptor)
            .thenComparing(SiteKey::kind)
            .thenComparing(SiteKey::line)
            .thenComparing(SiteKey::bytecodeIndex)
            .thenComparing(SiteKey::target);

    private static SiteKey row(Kind kind, String name) {
        return new SiteKey(kind, "", name, "", 0, -1, "");
    }

    /** What a number of the recording stands for; of a line, its method. */
    static SiteKey of(int site, Map<Integer, Site> sites) {
        Site named = sites.get(site);
        return switch (site) {
            case Site.OUTSIDE -> OUTSIDE;
            case Site.TOOL -> TOOL;
            case Site.OTHER -> FOLDED;
            default -> named == null ? row(Kind.METHOD, "(unnamed site " + site + ")") : of(named);
        };
    }

    static SiteKey of(Site site) {
        Kind kind = "native".equals(site.kind) ? Kind.NATIVE : Kind.METHOD;
        return new SiteKey(kind, site.className, site.method, site.descriptor, 0, -1, "");
    }

    public static SiteKey method(String className, String method, String descriptor) {
        return new SiteKey(Kind.METHOD, className, method, descriptor, 0, -1, "");
    }

    /** The line or bytecode that a site is. */
    static SiteKey lineOf(Site site) {
        boolean isBytecode = "bytecode".equals(site.kind);
        return new SiteKey(
                Kind.LINE,
                site.className,
                site.method,
                site.descriptor,
                site.line,
                isBytecode ? site.bytecodeIndex : -1,
                isBytecode ? site.target : "");
    }

    /** A line of a source file, whatever classes and methods it is part of. */
    public static SiteKey sourceLine(String path, int line) {
        return new SiteKey(Kind.LINE, "", path, "", line, -1, "");
    }

    /** Whether a site is a line or bytecode; its number is then that of no method. */
    static boolean isLine(Site site) {
        return "line".equals(site.kind) || "bytecode".equals(site.kind);
    }

    /** Also of a native one. */
    public boolean isMethod() {
        return kind == Kind.METHOD || isNative();
    }

    public boolean isNative() {
        return kind == Kind.NATIVE;
    }

    public boolean isLine() {
        return kind == Kind.LINE;
    }

    /** As a report names it: com.acme.Outer$Inner.method, or what stands in parentheses. */
    public String name() {
        return className.isEmpty() ? method : className + "." + method;
    }

    @Override
    public int compareTo(SiteKey other) {
        return ORDER.compare(this, other);
    }
}
