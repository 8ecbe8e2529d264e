package com.acme;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Calls native functions by java.lang.foreign. */
public final class ForeignCode {
    private static final int MEGABYTE = 1 << 20;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static Object kept;

    static final class C {
        static final MethodHandle MALLOC = LINKER.downcallHandle(
                LIBC.find("malloc").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        static final MethodHandle MEMSET = handle(LIBC.find("memset").orElseThrow());
        static final MethodHandle QSORT = LINKER.downcallHandle(
                LIBC.find("qsort").orElseThrow(),
                FunctionDescriptor.ofVoid(
                        ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));

        static final MethodHandle AT = LINKER.downcallHandle(FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

        private static MethodHandle handle(MemorySegment address) {
            long before = 1L; // and a value on the stack on either way
            return before > 0
                    ? LINKER.downcallHandle(
                            address,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG))
                    : null;
        }
    }

    static void touch(int megabytes) throws Throwable {
        for (int i = 0; i < megabytes; i++) {
            long block = (long) C.MALLOC.invokeExact((long) MEGABYTE);
            long same = (long) C.MEMSET.invokeExact(block, 1, (long) MEGABYTE);
        }
    }

    /** By a handle that is told what to call. */
    static void touchAt(int megabytes) throws Throwable {
        MemorySegment memset = LIBC.find("memset").orElseThrow();
        for (int i = 0; i < megabytes; i++) {
            long block = (long) C.MALLOC.invokeExact((long) MEGABYTE);
            long same = (long) C.AT.invokeExact(memset, block, 1, (long) MEGABYTE);
        }
    }

    static int compare(MemorySegment left, MemorySegment right) {
        kept = new byte[5 * MEGABYTE - 16];
        return 0;
    }

    static void sort() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment comparison = LINKER.upcallStub(
                    MethodHandles.lookup()
                            .findStatic(
                                    ForeignCode.class,
                                    "compare",
                                    MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class)),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                    arena);
            C.QSORT.invokeExact(arena.allocate(16, 8), 2L, 8L, comparison);
        }
    }

    public static void main(String[] arguments) throws Throwable {
        touch(64);
        touchAt(32);
        sort();
        System.out.println("done");
    }
}
