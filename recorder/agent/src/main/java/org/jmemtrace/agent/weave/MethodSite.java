// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A woven method, or a native one that woven code calls, and the number that stands for it in events. */
public final class MethodSite {
    private final int number;
    private final Key key;
    private volatile @Nullable String sourceFile;
    private volatile int line;

    /** What makes two methods the same: a class of the same name in two loaders is one to the reader of a report. */
    record Key(String className, String method, String descriptor, List<LinePosition> lines, boolean isNative) {}

    MethodSite(int number, Key key) {
        this.number = number;
        this.key = key;
    }

    void sourceFile(@Nullable String name) {
        sourceFile = name;
    }

    /** The first line that is seen is the one. */
    void line(int number) {
        if (line == 0) {
            line = number;
        }
    }

    public int number() {
        return number;
    }

    public String className() {
        return key.className();
    }

    public String method() {
        return key.method();
    }

    public String descriptor() {
        return key.descriptor();
    }

    public boolean isNative() {
        return key.isNative();
    }

    /** The line that has a number behind the method's own. */
    public LinePosition position(int number) {
        return key.lines().get(number - this.number - 1);
    }

    /** Null if the class file does not say. */
    public @Nullable String sourceFile() {
        return sourceFile;
    }

    /** First line of the method, 0 if the class file does not say. */
    public int line() {
        return line;
    }
}
