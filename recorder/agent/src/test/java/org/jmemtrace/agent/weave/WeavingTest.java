// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What javac makes of the shapes of Java: woven, it runs as before, and each call is entered and left once. */
class WeavingTest {
    @Test
    void method_anyReturnType_isLeftWithItsValue() throws Exception {
        assertThat(calls("""
            static boolean z(boolean v) { return !v; }
            static byte b(byte v) { return ++v; }
            static short s(short v) { return ++v; }
            static char c(char v) { return ++v; }
            static int i(int v) { return v + 1; }
            static long j(long v) { return v + 1; }
            static float f(float v) { return v + 1; }
            static double d(double v) { return v + 1; }
            static int[] array(int n) { return new int[n]; }
            static void nothing() {}
            long mixed(long a, int b, double c, Object d, long[] e, double f) {
                long sum = a + b + (long) c;
                for (long each : e) { double half = each / 2.0; sum += (long) half; }
                return sum + (d == null ? 0 : 1) + (long) f;
            }
            public static Object run() {
                nothing();
                return "" + z(true) + b((byte) 1) + s((short) 2) + c('a') + i(3) + j(1L << 40) + f(1.5f) + d(2.5)
                        + array(3).length + new Program().mixed(1, 2, 3.0, "", new long[] {4, 6}, 5.0);
            }
            """))
                .containsExactly("nothing", "z", "b", "s", "c", "i", "j", "f", "d", "array", "<init>", "mixed", "run");
    }

    @Test
    void parameters_assignedTo_keepTheirValues() throws Exception {
        assertThat(calls("""
            static String turn(int n, long wide, Object o, double d) {
                n = n * 2; wide = wide + n; d = d / 2; o = o + "!";
                if (o.hashCode() == n) { o = List.of(n); }
                try { n = Integer.parseInt("x"); } catch (NumberFormatException e) { wide++; }
                return n + " " + wide + " " + o + " " + d;
            }
            public static Object run() { return turn(1, 2L, "x", 5.0); }
            """)).containsExactly("turn", "run");
    }

    @Test
    void exception_throughFrames_leavesEachOfThem() throws Exception {
        assertThat(calls("""
            static int deep(int n) { if (n == 0) { throw new IllegalStateException("end"); } return deep(n - 1); }
            static int divide(int a) { return 1 / a; }
            static int length(int[] a) { return a.length; }
            public static Object run() {
                String seen = "";
                try { deep(2); } catch (IllegalStateException e) { seen += e.getStackTrace().length > 2; }
                try { divide(0); } catch (ArithmeticException e) { seen += e.getMessage(); }
                try { length(null); } catch (NullPointerException e) { seen += "null"; }
                return seen;
            }
            """))
                .containsExactly(
                        "deep!IllegalStateException",
                        "deep!IllegalStateException",
                        "deep!IllegalStateException",
                        "divide!ArithmeticException",
                        "length!NullPointerException",
                        "run");
    }

    @Test
    void exception_caughtInTheMethod_doesNotLeaveIt() throws Exception {
        assertThat(calls("""
            static String nested(int n) {
                String seen = "";
                try {
                    try {
                        if (n == 0) { throw new IllegalStateException(); }
                        seen += "a";
                    } catch (IllegalStateException e) {
                        seen += "b";
                        throw new UnsupportedOperationException();
                    } finally {
                        seen += "c";
                    }
                } catch (UnsupportedOperationException | IllegalArgumentException e) {
                    return seen + "d";
                } finally {
                    seen += "e";
                }
                return seen;
            }
            @SuppressWarnings("finally")
            static int finallyWins() { try { throw new Error(); } finally { return 7; } }
            static int loop() {
                int n = 0;
                while (true) {
                    try { n++; if (n > 3) { return n; } continue; } finally { n++; if (n > 100) { break; } }
                }
                return -1;
            }
            public static Object run() { return nested(0) + nested(1) + finallyWins() + loop(); }
            """)).containsExactly("nested", "nested", "finallyWins", "loop", "run");
    }

    @Test
    void synchronizedCode_normalAndThrown_isLeftOnce() throws Exception {
        assertThat(calls("""
            static synchronized int locked(int n) { return 1 / n; }
            static int block(Object lock, int n) { synchronized (lock) { return 1 / n; } }
            public static Object run() {
                int sum = locked(1) + block("x", 1);
                try { locked(0); } catch (ArithmeticException e) { sum += 10; }
                try { block("x", 0); } catch (ArithmeticException e) { sum += 20; }
                return sum + " " + Thread.holdsLock(Program.class) + Thread.holdsLock("x");
            }
            """))
                .containsExactly("locked", "block", "locked!ArithmeticException", "block!ArithmeticException", "run");
    }

    @Test
    void switches_ofAllKinds_runAsBefore() throws Exception {
        assertThat(calls("""
            static int strings(String s) {
                switch (s) { case "Aa": return 1; case "BB": return 2; case "c": break; default: return 4; }
                return 3;
            }
            static String arrows(int n) {
                return switch (n) {
                    case 1, 2 -> "low";
                    case 1000 -> {
                        try { yield "" + 1 / (n - 1000); } catch (ArithmeticException e) { yield "caught"; }
                    }
                    default -> "other";
                };
            }
            public static Object run() {
                return "" + strings("Aa") + strings("BB") + strings("c") + strings("d")
                        + arrows(1) + arrows(1000) + arrows(5);
            }
            """))
                .containsExactly("strings", "strings", "strings", "strings", "arrows", "arrows", "arrows", "run");
    }

    @Test
    void lambdas_andMethodReferences_areMethodsToo() throws Exception {
        assertThat(calls("""
            static int twice(int n) { return 2 * n; }
            int base = 10;
            IntUnaryOperator adder() { return n -> n + base; }
            public static Object run() {
                int captured = 5;
                Supplier<String> outer = () -> { Supplier<String> inner = () -> "in" + captured; return inner.get(); };
                IntUnaryOperator reference = Program::twice;
                Supplier<Program> constructor = Program::new;
                return outer.get() + reference.applyAsInt(4) + constructor.get().adder().applyAsInt(1);
            }
            """))
                // Compilers number them differently.
                .extracting(call -> call.replaceAll("\\$\\d", ""))
                .containsExactly("lambda$run", "lambda$run", "twice", "<init>", "adder", "lambda$adder", "run");
    }

    @Test
    void interfaceMethods_withCode_areWoven() throws Exception {
        assertThat(calls("""
            interface Shape {
                String NAME = name();
                private static String name() { return "shape"; }
                static Shape unit() { return new Shape() { public double area() { return 1.5; } }; }
                double area();
                default double twice() { return helper() * area(); }
                private double helper() { return 2; }
            }
            public static Object run() { return Shape.unit().twice() + Shape.NAME; }
            """))
                .containsExactly(
                        // As the default method is called, the interface is initialised.
                        "Shape.name",
                        "Shape.<clinit>",
                        "Shape$1.<init>",
                        "Shape.unit",
                        "Shape.helper",
                        "Shape$1.area",
                        "Shape.twice",
                        "run");
    }

    @Test
    void staticInitialiser_normalAndThrown_isLeft() throws Exception {
        assertThat(calls("""
            static class Good { static final int[] TABLE; static { TABLE = new int[3]; for (int i = 0; i < 3; i++) { TABLE[i] = i; } } }
            static class Bad { static int value = Integer.parseInt("bad"); }
            public static Object run() {
                int good = Good.TABLE[2];
                try { return Bad.value; } catch (ExceptionInInitializerError e) { return good + e.getCause().getMessage(); }
            }
            """)).containsExactly("Good.<clinit>", "Bad.<clinit>!NumberFormatException", "run");
    }

    @Test
    void typesOfAllKinds_keepTheirMeaning() throws Exception {
        assertThat(calls("""
            enum Colour { RED, GREEN { @Override int shade() { return 2; } }; int shade() { return 1; } }
            record Point(int x, long y) { Point { if (x < 0) { throw new IllegalArgumentException(); } } }
            sealed interface Node permits Leaf, Pair {}
            record Leaf(String text) implements Node {}
            record Pair(Node left, Node right) implements Node {}
            static String show(Node node) {
                if (node instanceof Leaf leaf) { return leaf.text(); }
                return node instanceof Pair pair ? show(pair.left()) + show(pair.right()) : "";
            }
            class Inner { int outer() { return secret; } }
            private int secret = 42;
            static <T extends Comparable<T>> T larger(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
            static String join(String... parts) { return String.join("", parts); }
            public static Object run() {
                String seen = Colour.GREEN.shade() + Colour.valueOf("RED").name() + new Point(1, 2);
                seen += new Point(1, 2).equals(new Point(1, 2)) + "" + new Point(3, 4).hashCode();
                try { new Point(-1, 0); } catch (IllegalArgumentException e) { seen += "refused"; }
                seen += show(new Pair(new Leaf("a"), new Leaf("b")));
                seen += new Program().new Inner().outer() + larger("a", "b") + join("x", "y");
                int local = 1;
                class Local { int n = local; }
                assert new Local().n == 1 : "captured";
                label: for (int i = 0; ; i++) { for (int j = 0; j < 3; j++) { if (i * j == 2) { break label; } } seen += i; }
                return seen + (seen.length() > 3 ? seen.charAt(0) : 'x');
            }
            """))
                .contains(
                        "Colour.<clinit>",
                        "Colour$1.shade",
                        "Point.<init>!IllegalArgumentException",
                        "Point.hashCode",
                        "Inner.outer",
                        "run");
    }

    @Test
    void methodsWithoutCode_andBridges_areLeftAlone() throws Exception {
        assertThat(calls("""
            static abstract class Base<T> { abstract T make(); native void never(); Object call() { return make(); } }
            static class Text extends Base<String> { @Override String make() { return "text"; } }
            public static Object run() { return new Text().call(); }
            """))
                // Text.make is called by the bridge that javac makes for it.
                .containsExactly("Base.<init>", "Text.<init>", "Text.make", "Base.call", "run");
    }

    private static List<String> calls(String members) throws Exception {
        Woven woven = Woven.of(Compiled.body(members));
        assertThat(woven.skipped()).isZero();
        return woven.check();
    }
}
