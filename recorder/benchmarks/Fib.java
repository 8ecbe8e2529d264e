// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0

/** The worst case for what is woven into each call: a method that does next to nothing else. */
public final class Fib {
    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    /** Computes the number that the argument says, twice, and prints what the second time took, in nanoseconds. */
    public static void main(String[] arguments) {
        int n = Integer.parseInt(arguments[0]);
        int first = fib(n);
        long before = System.nanoTime();
        int second = fib(n);
        long took = System.nanoTime() - before;
        if (first != second) {
            throw new AssertionError(second);
        }
        System.out.println(took);
    }
}
