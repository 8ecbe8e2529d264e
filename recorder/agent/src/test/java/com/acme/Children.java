// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.stream.Collectors;

/** Has a child with a child of its own, and then none; and a hundred that are gone at once. */
public final class Children {
    private Children() {}

    public static void main(String[] args) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 100 & wait").start();
        while (shell.descendants().count() == 0) {
            Thread.sleep(10);
        }
        System.out.println(shell.pid() + " "
                + shell.descendants().map(child -> Long.toString(child.pid())).collect(Collectors.joining()));
        for (int i = 0; i < 100; i++) {
            new ProcessBuilder("true").start().waitFor();
        }
        Thread.sleep(1500);
        shell.descendants().forEach(ProcessHandle::destroy);
        shell.waitFor();
        Thread.sleep(500);
    }
}
