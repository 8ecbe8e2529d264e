// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.junit.MaxAllocated;
import org.jmemtrace.junit.MaxNative;
import org.jmemtrace.junit.MaxRetained;
import org.jmemtrace.junit.MaxRssGrowth;
import org.jmemtrace.junit.NoNewInstances;
import org.jmemtrace.junit.NoRegression;
import org.jmemtrace.junit.Threads;
import org.junit.jupiter.api.Test;

/** Tests that keep their budgets and tests that do not, by known amounts. */
public final class SampleBudgets {
    private SampleBudgets() {}

    static final class Session {}

    public static final List<Object> KEPT = new ArrayList<>();
    static volatile Object sink = "";

    /** As the JVM has it: 16 bytes of header. */
    static void allocate(int bytes) {
        sink = new byte[bytes - 16];
    }

    public static class Allocated {
        @Test
        @MaxAllocated("0B")
        void nothing() {}

        @Test
        @MaxAllocated("10000B")
        void exactly() {
            allocate(10_000);
        }

        @Test
        @MaxAllocated("9999B")
        void oneByteTooMuch() {
            allocate(10_000);
        }

        @Test
        @MaxAllocated(value = "9KiB", tolerance = "10%")
        void tolerated() {
            allocate(10_000);
        }

        @Test
        @MaxAllocated("20KiBs")
        void badSize() {}

        @Test
        @MaxAllocated(value = "100kB", threads = Threads.ALL, tolerance = "30%")
        void otherThread() throws InterruptedException {
            Thread thread = new Thread(() -> allocate(1_000_000));
            thread.start();
            thread.join();
        }
    }

    public static class Retained {
        @Test
        @MaxRetained(value = "1KiB", iterations = 200)
        void leaks() {
            KEPT.add(new byte[4096 - 16]);
        }

        @Test
        @MaxRetained(value = "1KiB", iterations = 200)
        void releases() {
            sink = new byte[4096 - 16];
        }
    }

    public static class Others {
        @Test
        @NoNewInstances(Session.class)
        void keepsSessions() {
            for (int i = 0; i < 3; i++) {
                KEPT.add(new Session());
            }
        }

        @Test
        @NoNewInstances(Session.class)
        void dropsSessions() {
            sink = new Session();
            sink = "";
        }

        @Test
        @MaxNative("1MiB")
        void keepsBuffer() {
            KEPT.add(ByteBuffer.allocateDirect(8 << 20));
        }

        @Test
        @MaxNative("1MiB")
        void dropsBuffer() {
            sink = ByteBuffer.allocateDirect(8 << 20);
            sink = "";
        }

        @Test
        @MaxRssGrowth("8MiB")
        void touches() {
            ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 20);
            for (int i = 0; i < buffer.capacity(); i += 4096) {
                buffer.put(i, (byte) 1);
            }
            KEPT.add(buffer);
        }
    }

    public static class Regression {
        public static int bytes = 10_000;

        @Test
        @NoRegression(by = "3%")
        void hotPath() {
            allocate(bytes);
        }
    }

    public static class Plain {
        @Test
        void unannotated() {
            allocate(50_000);
        }
    }
}
