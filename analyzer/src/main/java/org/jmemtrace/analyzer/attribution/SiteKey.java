// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Comparator;
import java.util.Map;
import org.jmemtrace.events.Site;

/**
 * A method, or one of the rows that are no method and stand in parentheses. Sites of one method are one key, whatever
 * their numbers: class loaders can load a class more than once.
 */
public record SiteKey(Kind kind, String className, String method, String descriptor) implements Comparable<SiteKey> {
    /** What a key stands for. */
    public enum Kind {
        METHOD,
        /** What a thread did outside of woven methods. */
        OUTSIDE,
        /** What the recorder took on the program's threads. */
        TOOL,
        /** Parent of calls whose callers are not known since the recorder's tree was full. */
        FOLDED,
        /** Parent of calls whose callers should be in the recording, but are not. */
        CALLER_LOST
    }

    public static final SiteKey OUTSIDE = new SiteKey(Kind.OUTSIDE, "", "(outside woven code)", "");
    public static final SiteKey TOOL = new SiteKey(Kind.TOOL, "", "(jmemtrace)", "");
    public static final SiteKey FOLDED = new SiteKey(Kind.FOLDED, "", "(other callers)", "");
    public static final SiteKey CALLER_LOST = new SiteKey(Kind.CALLER_LOST, "", "(caller lost)", "");

    private static final Comparator<SiteKey> ORDER = Comparator.comparing(SiteKey::className)
            .thenComparing(SiteKey::method)
            .thenComparing(SiteKey::descriptor)
            .thenComparing(SiteKey::kind);

    /** What a number of the recording stands for. */
    static SiteKey of(int site, Map<Integer, Site> sites) {
        Site named = sites.get(site);
        return switch (site) {
            case Site.OUTSIDE -> OUTSIDE;
            case Site.TOOL -> TOOL;
            case Site.OTHER -> FOLDED;
            default -> named == null ? new SiteKey(Kind.METHOD, "", "(unnamed site " + site + ")", "") : of(named);
        };
    }

    static SiteKey of(Site site) {
        return new SiteKey(Kind.METHOD, site.className, site.method, site.descriptor);
    }

    public boolean isMethod() {
        return kind == Kind.METHOD;
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
