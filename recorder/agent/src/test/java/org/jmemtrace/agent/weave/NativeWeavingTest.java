// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls of native methods, which are entered and left by their callers. None of these is linked: each call throws. */
class NativeWeavingTest {
    private static List<String> calls(String members) throws Exception {
        return Woven.of(Compiled.body(members)).check();
    }

    @Test
    void nativeMethod_throws_isLeftWhereThatIsCaught() throws Exception {
        assertThat(calls("""
            static native int absent(long a, Object b);
            static int caught() { try { return absent(1L, ""); } catch (UnsatisfiedLinkError e) { return after(2); } }
            static int after(int n) { return n + new int[n].length; }
            static void uncaught() { absent(2L, null); }
            public static Object run() {
                int sum = caught();
                try { uncaught(); } catch (UnsatisfiedLinkError e) { sum += 10; }
                return sum;
            }
            """))
                .containsExactly(
                        "absent",
                        "after",
                        "caught",
                        "absent!UnsatisfiedLinkError",
                        "uncaught!UnsatisfiedLinkError",
                        "run");
    }

    @Test
    void nativeMethod_calledInAllWays_isEntered() throws Exception {
        assertThat(calls("""
            static class Base { native void inherited(); }
            interface Face { void faced(); }
            static class Other extends Base implements Face {
                public native void faced();
                private native double hidden(double a, long b);
                static native Object fixed(int[] a);
                native synchronized void locked();
            }
            static String tried(Runnable call) {
                try { call.run(); return "?"; } catch (UnsatisfiedLinkError e) { return "!"; }
            }
            public static Object run() {
                Other other = new Other();
                return tried(() -> other.inherited()) + tried(() -> other.faced()) + tried(() -> other.hidden(1.0, 2L))
                        + tried(() -> Other.fixed(new int[3])) + tried(() -> other.locked());
            }
            """).stream().filter(call -> call.matches("(Other|Base)\\.(?!<).*")))
                .allMatch(call -> call.endsWith("!UnsatisfiedLinkError"))
                .extracting(call -> call.replaceAll("!.*", ""))
                .containsExactly("Base.inherited", "Other.faced", "Other.hidden", "Other.fixed", "Other.locked");
    }

    /** The callers come first in the order of weaving, and do not know yet. */
    @Test
    void nativeMethod_chosenByTheReceiver_isEntered() throws Exception {
        assertThat(calls("""
            interface Face { int faced(long a, String b, double c, int[] d, byte e); }
            static abstract class Open { abstract void opened(); Object plain() { return new int[1]; } }
            static class Native extends Open implements Face, Runnable {
                public native int faced(long a, String b, double c, int[] d, byte e);
                native void opened();
                native Object plain();
                public native void run();
            }
            static class Managed extends Open implements Face, Runnable {
                public int faced(long a, String b, double c, int[] d, byte e) {
                    return new int[(int) a + b.length() + (int) c + d.length + e].length;
                }
                void opened() { new int[1].clone(); }
                public void run() { new int[2].clone(); }
            }
            static class Again extends Native { void opened() { super.opened(); } }
            static int face(Face face, int n) {
                return face.faced(7L << n, n > 0 ? "ab" : "c", n * 2.5, new int[n], (byte) n);
            }
            static void open(Open open) { open.opened(); }
            static Object plain(Open open) { return open.plain(); }
            static void go(Runnable runnable) { runnable.run(); }
            static String tried(java.util.concurrent.Callable<Object> call) throws Exception {
                try { return "" + call.call(); } catch (UnsatisfiedLinkError e) { return "!"; } catch (NullPointerException e) { return "0"; }
            }
            public static Object run() throws Exception {
                String all = "";
                for (int i = 0; i < 3; i++) {
                    int n = i;
                    all += tried(() -> face(new Managed(), n)) + tried(() -> face(new Native(), n)) + tried(() -> face(null, n));
                }
                for (Open each : new Open[] {new Native(), new Managed(), new Again()}) {
                    all += tried(() -> { open(each); return 1; }) + tried(() -> plain(each) instanceof int[]);
                }
                for (Runnable each : new Runnable[] {new Managed(), new Native(), () -> {}}) {
                    all += tried(() -> { go(each); return 2; });
                }
                return all;
            }
            """).stream().filter(call -> call.matches("(Native|Managed|Again|Open)\\.(?!<).*")))
                .containsExactly(
                        "Managed.faced",
                        "Native.faced!UnsatisfiedLinkError",
                        "Managed.faced",
                        "Native.faced!UnsatisfiedLinkError",
                        "Managed.faced",
                        "Native.faced!UnsatisfiedLinkError",
                        "Native.opened!UnsatisfiedLinkError",
                        "Native.plain!UnsatisfiedLinkError",
                        "Managed.opened",
                        "Open.plain",
                        "Native.opened!UnsatisfiedLinkError",
                        "Again.opened!UnsatisfiedLinkError",
                        "Native.plain!UnsatisfiedLinkError",
                        "Managed.run",
                        "Native.run!UnsatisfiedLinkError");
    }

    @Test
    void nativeMethod_amongBranchesLoopsAndArguments_valuesStay() throws Exception {
        assertThat(calls("""
            static native long absent(long n);
            static long orElse(long n, long other) { try { return absent(n); } catch (UnsatisfiedLinkError e) { return other; } }
            static String mix(int n) {
                long sum = 0;
                for (int i = 0; i < n; i++) {
                    try {
                        sum += i % 2 == 0 ? absent(i) + absent(i + 1) : new int[i].length;
                    } catch (UnsatisfiedLinkError e) {
                        sum += 100;
                    } finally {
                        sum += 1000;
                    }
                    switch (i) { case 0: sum += orElse(1, 7); break; case 2: sum += orElse(2, 9); break; default: sum--; }
                }
                return "" + sum;
            }
            public static Object run() { return mix(4); }
            """))
                .containsExactly("absent", "absent", "orElse", "absent", "absent", "orElse", "mix", "run");
    }

    /** What follows the call of the native method is a jump or a switch, with a probe of its own before it. */
    @Test
    void nativeMethod_beforeJumpsAndSwitches_theseGetWhereTheyDid() throws Exception {
        assertThat(calls("""
            static native void absent();
            static native int number();
            static String jump(int n) {
                String seen = "";
                while (n-- > 0) {
                    try { if (n > 1) { absent(); } else { seen += "a"; } } catch (UnsatisfiedLinkError e) { seen += "b"; }
                    seen += "c";
                }
                return seen;
            }
            static int dense(int n) {
                try {
                    switch (n > 2 ? number() : n) { case 0: return 10; case 1: return 11; case 2: return 12; default: n++; }
                } catch (UnsatisfiedLinkError e) { n += 100; }
                return n;
            }
            static int sparse(int n) {
                try {
                    switch (n > 2 ? number() : n) { case -900: return 10; case 1: return 11; case 70000: return 12; }
                } catch (UnsatisfiedLinkError e) { n += 100; }
                return n;
            }
            public static Object run() {
                String all = jump(4);
                for (int i = 0; i < 4; i++) { all += " " + dense(i) + " " + sparse(i); }
                return all;
            }
            """).stream().filter(call -> !call.matches("absent|number")))
                .containsExactly(
                        "jump", "dense", "sparse", "dense", "sparse", "dense", "sparse", "dense", "sparse", "run");
    }

    @Test
    void nativeMethod_amongArgumentsOfAnotherConstructor_isEntered() throws Exception {
        assertThat(calls("""
            static native int absent();
            static class Sized { final int[] a; Sized(int n) { a = new int[n]; } Sized() { this(absent()); } }
            public static Object run() {
                try { return new Sized().a.length; } catch (UnsatisfiedLinkError e) { return -1; }
            }
            """))
                .containsExactly("absent!UnsatisfiedLinkError", "Sized.<init>!UnsatisfiedLinkError", "run");
    }

    @Test
    void calledBy_otherClasses_areReadAheadOnceAndAlongSuperclasses() throws Exception {
        Map<String, byte[]> classes = Compiled.body("""
                static class Base { native void inherited(); }
                static class Derived extends Base { void plain() {} }
                static class None { static void fixed() {} }
                public static Object run() { new Derived().inherited(); new Derived().plain(); None.fixed(); return 1; }
                """);
        Map<String, Integer> read = new HashMap<>();
        NativeMethods natives = new NativeMethods();
        ClassFile program = new ClassFile(Compiled.program(classes));
        for (int i = 0; i < 2; i++) {
            natives.learn(program);
            NativeTarget[] targets = natives.calledBy(program, name -> {
                read.merge(name, 1, Integer::sum);
                return classes.get(name);
            });
            assertThat(targets)
                    .isNotNull()
                    .filteredOn(Objects::nonNull)
                    .extracting(NativeTarget::owner)
                    .containsExactly("Program$Base");
        }
        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(Map.of("Program$Base", 1, "Program$Derived", 1, "Program$None", 1));
    }

    @Test
    void calledBy_classesThatAreNotToBeHad_areNone() throws Exception {
        ClassFile program = new ClassFile(Compiled.program(Compiled.body("""
                static class Other { static native void absent(); }
                public static Object run() { Other.absent(); return 1; }
                """)));

        assertThat(new NativeMethods().calledBy(program, name -> null)).isNull();
    }
}
