// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.HashMap;
import java.util.Map;
import org.jmemtrace.events.Site;
import org.jspecify.annotations.Nullable;

/** Numbers methods as they are woven; a method keeps its number for as long as the JVM runs. */
public final class SiteNumbers {
    private final Map<MethodSite.Key, MethodSite> byMethod = new HashMap<>();
    private MethodSite[] byNumber = new MethodSite[1024];
    private int next = Site.FIRST;

    synchronized MethodSite of(String className, String method, String descriptor) {
        return byMethod.computeIfAbsent(new MethodSite.Key(className, method, descriptor), this::number);
    }

    private MethodSite number(MethodSite.Key key) {
        MethodSite site = new MethodSite(next++, key);
        if (site.number() >= byNumber.length) {
            byNumber = java.util.Arrays.copyOf(byNumber, byNumber.length * 2);
        }
        byNumber[site.number()] = site;
        return site;
    }

    /** The method that has a number, or null for a number that is no method's. */
    public synchronized @Nullable MethodSite get(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    /** One more than the highest number given. */
    public synchronized int limit() {
        return next;
    }
}
