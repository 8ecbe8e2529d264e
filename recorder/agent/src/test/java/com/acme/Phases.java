// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.api.Mark;

/** Sets a label at the begin of each of three phases, and prints between which instants it did. */
public final class Phases {
    private static final List<byte[]> KEPT = new ArrayList<>();

    private Phases() {}

    public static void main(String[] arguments) throws InterruptedException {
        long millis = arguments.length == 0 ? 0 : Long.parseLong(arguments[0]);
        Mark.at(null); // loads what there is to load
        say("idle", () -> Mark.at("idle"));
        Thread.sleep(millis);
        say("grow", () -> grow());
        for (int i = 0; i < 64; i++) {
            KEPT.add(new byte[1 << 20]);
        }
        Thread.sleep(millis);
        say("end", () -> Mark.at("end"));
        Thread.sleep(millis);
    }

    private static void grow() {
        Mark.withStack("grow");
    }

    private static void say(String label, Runnable mark) {
        Instant before = Instant.now();
        mark.run();
        System.out.println(label + " " + before + " " + Instant.now());
    }
}
