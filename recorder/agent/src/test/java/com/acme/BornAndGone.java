// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes 5,000 objects in each of five ways: four let go of them, the last keeps them. */
public final class BornAndGone {
    private static final int COUNT = 5_000;
    private static final List<Thing> KEPT = new ArrayList<>();

    private BornAndGone() {}

    static final class Thing {
        final int number;

        Thing(int number) {
            this.number = number;
        }
    }

    static int rebound() {
        Thing thing = null;
        for (int i = 0; i < COUNT; i++) {
            thing = new Thing(i);
        }
        return thing == null ? 0 : thing.number;
    }

    static int discarded() {
        int sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += new Thing(i).number;
        }
        return sum;
    }

    static int popped() {
        Deque<Thing> stack = new ArrayDeque<>();
        for (int i = 0; i < COUNT; i++) {
            stack.push(new Thing(i));
        }
        int sum = 0;
        while (!stack.isEmpty()) {
            sum += stack.pop().number;
        }
        return sum;
    }

    static int cleared() {
        List<Thing> list = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            list.add(new Thing(i));
        }
        list.clear();
        return list.size();
    }

    static int kept() {
        for (int i = 0; i < COUNT; i++) {
            KEPT.add(new Thing(i));
        }
        return KEPT.size();
    }

    public static void main(String[] arguments) {
        System.out.println(rebound() + discarded() + popped() + cleared() + kept());
    }
}
