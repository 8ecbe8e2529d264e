// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Constructors are entered once they have an object, which is after the call of super or this. */
class ConstructorWeavingTest {
    private static final int FLEXIBLE_CONSTRUCTORS = 25;

    @Test
    void constructor_chained_isLeftForTheNext() throws Exception {
        assertThat(Woven.of(Compiled.body("""
            static class Base { final String text; Base(String text) { this.text = text; } }
            static class Derived extends Base {
                long sum = 1;
                { sum += text.length(); }
                Derived(boolean one) { super(one ? "a" : one() + "b"); sum *= 10; }
                Derived(int n) { this(n > 5); sum += n; }
                static String one() { return "one"; }
            }
            public static Object run() {
                return "" + new Derived(true).sum + new Derived(false).sum + new Derived(7).sum;
            }
            """)).check())
                .containsExactly(
                        "Derived.<init>", // for the argument
                        "Base.<init>",
                        "Derived.<init>",
                        "Derived.one",
                        "Derived.<init>",
                        "Base.<init>",
                        "Derived.<init>",
                        "Derived.<init>",
                        "Base.<init>",
                        "Derived.<init>",
                        "Derived.<init>",
                        "run");
    }

    @Test
    void constructor_codeBeforeSuper_runsAsBefore() throws Exception {
        assertThat(Woven.of(Compiled.body("""
            static class Base {
                final Object held;
                Base(Object held) { this.held = held; }
            }
            static class Nested extends Base {
                Nested() { super(new Base(new Base(new StringBuilder().append(1 > 0 ? "x" : "y")))); }
            }
            static class Tried extends Base {
                Tried(int n) {
                    super(switch (n) {
                        case 0 -> "zero";
                        case 1 -> { try { yield 1 / (n - 1); } catch (ArithmeticException e) { yield "caught"; } }
                        default -> { long[] longs = {n, n}; for (long each : longs) { n += (int) each; } yield n; }
                    });
                }
            }
            static class Captured extends Base {
                Captured(int n) { super((Supplier<String>) () -> "captured" + n); }
            }
            public static Object run() {
                return ((Base) ((Base) new Nested().held).held).held + "" + new Tried(0).held + new Tried(1).held
                        + new Tried(2).held + ((Supplier<?>) new Captured(4).held).get();
            }
            """)).check())
                .containsExactly(
                        "Base.<init>",
                        "Base.<init>",
                        "Nested.<init>", // for the arguments
                        "Base.<init>",
                        "Nested.<init>",
                        "Tried.<init>",
                        "Base.<init>",
                        "Tried.<init>",
                        "Tried.<init>",
                        "Base.<init>",
                        "Tried.<init>",
                        "Tried.<init>",
                        "Base.<init>",
                        "Tried.<init>",
                        "Captured.<init>",
                        "Base.<init>",
                        "Captured.<init>",
                        "Captured.lambda$new$0",
                        "run");
    }

    @Test
    void constructor_throwing_isLeftOnceWhereItWasEntered() throws Exception {
        assertThat(Woven.of(Compiled.body("""
            static class Base { Base(int n) { if (n == 1) { throw new IllegalStateException(); } } }
            static class Derived extends Base {
                Derived(int n) { super(10 / n); if (n == 5) { throw new UnsupportedOperationException(); } }
                Derived() { this(3); }
            }
            static String make(int n) {
                try { new Derived(n); return "made"; } catch (RuntimeException e) { return e.getClass().getName(); }
            }
            public static Object run() { new Derived(); return make(0) + make(5) + make(10); }
            """)).check())
                .containsExactly(
                        "Base.<init>",
                        "Derived.<init>",
                        "Derived.<init>",
                        "make", // thrown before there was an object
                        "Base.<init>",
                        "Derived.<init>!UnsupportedOperationException",
                        "make",
                        "Base.<init>!IllegalStateException",
                        "make",
                        "run");
    }

    @Test
    void constructor_ofInnerAndLocalClasses_runsAsBefore() throws Exception {
        assertThat(Woven.of(Compiled.body("""
            int n = 1;
            class Inner { final int m; Inner(int k) { m = n + k; } }
            class Deeper extends Inner { Deeper() { super(n == 1 ? 5 : 6); } }
            Object anonymous(int captured) {
                return new Inner(captured) { final int own = captured + m; @Override public String toString() { return "" + own; } };
            }
            public static Object run() { Program p = new Program(); return p.new Deeper().m + "" + p.anonymous(3); }
            """)).check())
                .containsExactly(
                        "<init>",
                        "Inner.<init>",
                        "Deeper.<init>",
                        "Inner.<init>",
                        "1.<init>",
                        "anonymous",
                        "1.toString",
                        "run");
    }

    @Test
    void flexibleConstructorBody_statementsBeforeSuper_runAsBefore() throws Exception {
        int version = Runtime.version().feature();
        if (version < FLEXIBLE_CONSTRUCTORS) {
            System.err.println("SKIPPED: flexible constructor bodies need a JDK 25, this is " + version);
        }
        assumeTrue(version >= FLEXIBLE_CONSTRUCTORS);
        assertThat(Woven.of(Compiled.source(version, """
            public class Program {
                static class Base { Base(int n) { hook(); } void hook() {} }
                static class Derived extends Base {
                    final String text;
                    String seen;
                    Derived(int n) {
                        int sum = 0;
                        double unused = 1.5;
                        for (int i = 0; i < n; i++) { try { sum += 10 / (i - 1); } catch (ArithmeticException e) { sum += 100; } }
                        if (sum < 0) { throw new IllegalArgumentException("negative"); }
                        text = "early" + sum;
                        super(sum);
                        long after = sum;
                        while (after > 100) { after /= 2; }
                        seen += after;
                    }
                    @Override void hook() { seen = text; }
                }
                public static Object run() {
                    String refused = "";
                    try { new Derived(1); } catch (IllegalArgumentException e) { refused = e.getMessage(); }
                    return new Derived(3).seen + refused;
                }
            }
            """)).check())
                .containsExactly("Derived.hook", "Base.<init>", "Derived.<init>", "run");
    }
}
