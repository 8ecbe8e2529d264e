// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

class QuietMethodsTest {
    @Test
    void quiet_methodsThatTakeNoMemory_areFound() {
        assertThat(quiet("""
            int field; long[] array; static double total; Object held;
            int get() { return field; }
            void set(int value) { field = value; }
            Object hold(Object it) { Object before = held; held = it; return before; }
            long sum() { long sum = 0; for (long each : array) { sum += each * 3; } return sum; }
            void fill(long with) { for (int i = 0; i < array.length; i++) { array[i] = with; } }
            static double add(double d) { total += d; return total * 1.5e300 + 123456789L + 70000; }
            static int choose(int n) { switch (n) { case 1: return 5; case 2: return 6; default: return n < 0 ? -n : n; } }
            static void nothing() {}
            String cast() { return (String) held; }
            boolean test() { return held instanceof String; }
            static boolean same(char[] a, char[] b) { return Arrays.equals(a, b) && Math.min(a.length, 3) == 3; }
            static int letter(String s) { return s.isEmpty() ? -1 : s.charAt(s.length() - 1); }
            void shift() { System.arraycopy(array, 0, array, 1, array.length - 1); }
            Program() { super(); field = 3; }
            """))
                .containsExactlyInAnyOrder(
                        "get", "set", "hold", "sum", "fill", "add", "choose", "nothing", "cast", "test", "same",
                        "letter", "shift", "<init>");
    }

    @Test
    void quiet_methodsThatMayTakeMemory_areNot() {
        assertThat(quiet("""
            int field; Object held;
            Object makes() { return new Object(); }
            Object makesArray() { return new int[3]; }
            Object makesArrays() { return new int[3][3]; }
            Object makesObjects() { return new String[1]; }
            int calls() { return hashCode(); }
            static int callsStatic() { return Integer.parseInt("3"); }
            static boolean callsEquals(Object[] a, Object[] b) { return Arrays.equals(a, b); }
            static boolean callsWhatIsNotFinal(CharSequence text) { return text.length() > 3; }
            static boolean knowsLetters(char c) { return Character.isLetter(c); }
            Integer boxes(int n) { return n; }
            String concatenates(String a) { return a + "b"; }
            Runnable makesLambda() { return () -> {}; }
            String constant() { return "constant"; }
            Class<?> type() { return Program.class; }
            static Object othersField() { return System.out; }
            Program() { array = new long[1]; }
            long[] array;
            RuntimeException raised;
            void raises() { throw raised; }
            synchronized int locks() { return field; }
            int locksBlock() { synchronized (this) { return field; } }
            """)).containsOnly("lambda$makesLambda$0");
    }

    @Test
    void quiet_methodsThatCallOnlyQuietOnes_areFound() {
        assertThat(quiet("""
            int field;
            private int get() { return field; }
            static int twice(int n) { return n + n; }
            final void set(int value) { field = twice(value); }
            void move() { set(get() + 1); }
            private static int later() { return last(); }
            private static int last() { return 3; }
            """)).containsExactlyInAnyOrder("get", "twice", "set", "move", "later", "last", "<init>");
    }

    @Test
    void quiet_methodsThatMayCallOthers_areNot() {
        assertThat(quiet("""
            int get() { return 1; }
            int asksWhoeverOverrides() { return get(); }
            static native int nobodyKnows();
            static int callsNative() { return nobodyKnows(); }
            static int recurs(int n) { return n == 0 ? 0 : recurs(n - 1); }
            static int toAndFro(int n) { return n == 0 ? 0 : froAndTo(n - 1); }
            static int froAndTo(int n) { return toAndFro(n); }
            private static Object makes() { return new Object(); }
            static Object through() { return makes(); }
            private synchronized void locks() {}
            void callsLocking() { locks(); }
            int inherits() { return super.hashCode() + this.hashCode(); }
            """)).containsExactlyInAnyOrder("get", "<init>");
    }

    @Test
    void weaving_quietMethods_areLeftUnlessEveryMethodIsWanted() throws Exception {
        Map<String, byte[]> classes = Compiled.body(
                "int n; int get() { return n; } public static Object run() { return new Program().get(); }");

        assertThat(Woven.of(classes, /* everyMethod= */ false).check()).containsExactly("run");
        assertThat(Woven.of(classes, /* everyMethod= */ true).check()).containsExactly("<init>", "get", "run");
    }

    /** What a quiet constructor leaves out is its call of another, and that can take memory. */
    @Test
    void bytecodes_callOfAQuietConstructor_isOneThatCanTakeMemory() {
        Map<String, byte[]> classes =
                Compiled.body("int n; Program() { n = 1; } static Object make() { return new Program(); }");
        SiteNumbers sites = Woven.of(classes, /* everyMethod= */ false, Granularity.BYTECODE)
                .sites();

        assertThat(IntStream.range(Site.FIRST, sites.limit())
                        .filter(number ->
                                Objects.requireNonNull(sites.get(number)).number() != number)
                        .mapToObj(number -> Objects.requireNonNull(sites.get(number))
                                .position(number)
                                .target()))
                .containsExactly("new Program", "Program.<init>");
    }

    /** The methods that are woven only when every method is. */
    private static List<String> quiet(String members) {
        Map<String, byte[]> classes = Compiled.body(members);
        List<String> quiet = woven(classes, true);
        woven(classes, false).forEach(quiet::remove);
        return quiet;
    }

    /** What they take is booked to whoever calls the methods that call them, so it had better be nothing. */
    @Test
    void quietCalls_ofTheJdk_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String[] texts = {"", "plain", "Gr\u00fc\u00dfe", "\u65e5\u672c\u8a9e"};
        long sum = callQuiet(texts, new char[40], new int[40]); // links what it needs
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += callQuiet(texts, new char[40], new int[40]);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotZero();
        assertThat(allocated).as("the two arrays, and what the bean takes").isLessThan(96 + 176 + 200);
    }

    private static long callQuiet(String[] texts, char[] chars, int[] numbers) {
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            for (String a : texts) {
                for (String b : texts) {
                    sum += a.length()
                            + a.hashCode()
                            + a.compareTo(b)
                            + a.indexOf('e')
                            + a.indexOf('e', 1)
                            + a.indexOf(b);
                    sum += a.lastIndexOf('e') + a.lastIndexOf('e', 2) + (a.isEmpty() ? 1 : a.charAt(0));
                    sum += a.equals(b) || a.startsWith(b) || a.startsWith(b, 1) || a.endsWith(b) ? 1 : 0;
                    sum += a.getClass() == b.getClass() ? 1 : 0;
                }
            }
            System.arraycopy(numbers, 0, numbers, 1, 30);
            sum += Math.abs(i) + Math.min(i, 3) + Math.max(3L, i) + Integer.compare(i, 2) + Long.compare(i, 2);
            sum += System.nanoTime() + System.currentTimeMillis() + (long) Math.sqrt(i);
            sum += Arrays.hashCode(chars) + Arrays.hashCode(numbers) + (Arrays.equals(chars, chars) ? 1 : 0);
        }
        return sum;
    }

    private static List<String> woven(Map<String, byte[]> classes, boolean everyMethod) {
        SiteNumbers sites = Woven.of(classes, everyMethod).sites();
        return IntStream.range(Site.FIRST, sites.limit())
                .mapToObj(number -> Objects.requireNonNull(sites.get(number)).method())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
