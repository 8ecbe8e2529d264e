// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.events.Site;
import org.jmemtrace.probes.LineCounts;
import org.jspecify.annotations.Nullable;

/**
 * Numbers methods, and their lines behind them, as they are woven; a method keeps its number for as long as the JVM
 * runs, unless its lines change.
 */
public final class SiteNumbers {
    private final Map<MethodSite.Key, MethodSite> byMethod = new HashMap<>();
    private MethodSite[] byNumber = new MethodSite[1024];
    private int next = Site.FIRST;

    /** @param lines those that are probed */
    synchronized MethodSite of(String className, String method, String descriptor, List<LinePosition> lines) {
        return byMethod.computeIfAbsent(new MethodSite.Key(className, method, descriptor, lines, false), this::number);
    }

    /** A native method or function that is called; the class of a function is its library. */
    public synchronized MethodSite ofNative(String className, String method, String descriptor) {
        return byMethod.computeIfAbsent(
                new MethodSite.Key(className, method, descriptor, List.of(), true), this::number);
    }

    private MethodSite number(MethodSite.Key key) {
        MethodSite site = new MethodSite(next, key);
        int end = next + 1 + key.lines().size();
        if (end > byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(end, byNumber.length * 2));
        }
        Arrays.fill(byNumber, next, end, site);
        if (!key.lines().isEmpty()) {
            LineCounts.set(next, key.lines().size());
        }
        next = end;
        return site;
    }

    /** The method that has a number, or one of whose lines has; null for a number that is no method's. */
    public synchronized @Nullable MethodSite get(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    /** One more than the highest number given. */
    public synchronized int limit() {
        return next;
    }
}
