// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.ArrayList;
import java.util.List;

/** A program that works a little and ends in one of the ways in which programs do. */
public final class Ends {
    private Ends() {}

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook " + work(5))));
        System.out.println("worked " + work(10));
        System.err.println("said so");
        switch (arguments[0]) {
            case "exit" -> System.exit(42);
            case "exit in a thread" -> new Thread(() -> System.exit(work(3))).start();
            case "halt" -> Runtime.getRuntime().halt(43);
            case "throw" -> fail(0);
            case "throw in a thread" -> inThread(() -> fail(1));
            case "thread goes on" -> new Thread(Ends::late).start();
            case "initialiser fails" -> System.out.println(Failing.value);
            default -> System.out.println("returns");
        }
    }

    private static int work(int rounds) {
        List<int[]> kept = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            kept.add(new int[i]);
        }
        return kept.stream().mapToInt(each -> each.length).sum();
    }

    private static void fail(int divisor) {
        try {
            System.out.println(1 / divisor);
            throw new UnsupportedOperationException("by intent");
        } catch (ArithmeticException e) {
            throw new IllegalStateException("wrapped", e);
        }
    }

    private static void inThread(Runnable body) throws InterruptedException {
        Thread thread = new Thread(body);
        thread.start();
        thread.join();
        System.out.println("outlived it");
    }

    private static void late() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        System.out.println("late " + work(7));
    }

    private static final class Failing {
        static int value = Integer.parseInt("no number");
    }
}
