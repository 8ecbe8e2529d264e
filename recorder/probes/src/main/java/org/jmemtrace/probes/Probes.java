// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.invoke.MethodHandle;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * All that woven code calls. A woven method is
 *
 * <pre>{@code
 * Frame frame = Probes.enter(SITE);
 * try {
 *     ... the method as it was, with Probes.exit(frame) before each return ...
 * } catch (Throwable thrown) {
 *     Probes.exit(thrown, frame);
 *     throw thrown;
 * }
 * }</pre>
 *
 * <p>Where lines are told apart, {@code Probes.line(frame, LINE)} stands before the first thing on a line that can take
 * memory. Around the call of a native method stand {@code Probes.call(frame, SITE)} and {@code Probes.back(frame)}.
 *
 * <p>Assumptions: a frame is left by the thread that entered it. Guarantees: nothing is thrown but what the JVM itself
 * throws for want of stack, nothing is locked, and nothing is allocated except when a thread, a tree node or a stack
 * depth is seen for the first time, or when an event is written; all of that is booked to the tool, not to the program.
 */
public final class Probes {
    private Probes() {}

    /**
     * Books what the thread did since its last probe to the method that called, and makes {@code site} current.
     *
     * @return what the matching exit needs; null while nothing is recorded on this thread
     */
    @DontInline
    public static @Nullable Frame enter(int site) {
        TracedThread thread = Threads.current();
        return thread == null ? null : thread.enter(site);
    }

    /** As {@link #enter}, and makes the first of the method's probed lines current. */
    @DontInline
    public static @Nullable Frame enterLine(int site) {
        TracedThread thread = Threads.current();
        return thread == null ? null : thread.enterLine(site);
    }

    /** As {@link #enter}, for the rest of a call that was counted already. */
    @DontInline
    public static @Nullable Frame enterAgain(int site) {
        TracedThread thread = Threads.current();
        return thread == null ? null : thread.enterAgain(site);
    }

    /** Books what the thread did since its last probe to the method that returns, and makes its caller current. */
    @DontInline
    public static void exit(@Nullable Frame frame) {
        if (frame != null) {
            frame.thread.exit(frame, null);
        }
    }

    /**
     * Books what the thread did since its last probe to the line that ends, and makes another one of the same method
     * current.
     *
     * @param line its number among the method's probed lines, counted from 1
     */
    @DontInline
    public static void line(@Nullable Frame frame, int line) {
        if (frame != null) {
            frame.thread.line(frame, line);
        }
    }

    /**
     * Books what the thread did since its last probe to the method that calls, and makes a native method current.
     *
     * @param frame of the caller
     */
    @DontInline
    public static void call(@Nullable Frame frame, int site) {
        if (frame != null && frame.thread == Threads.current()) {
            frame.thread.call(frame, site);
        }
    }

    /**
     * As {@link #call(Frame, int)} if the method that is about to be called turns out to be native, which the receiver's
     * class decides; else does nothing.
     *
     * @param frame of the caller
     * @param method its number, as the backend knows it
     */
    @DontInline
    public static void call(@Nullable Object receiver, @Nullable Frame frame, int method) {
        if (frame != null && receiver != null && frame.thread == Threads.current()) {
            frame.thread.call(frame, receiver.getClass(), method);
        }
    }

    /**
     * Books what the thread did since its last probe to the native method that has ended; does nothing if none runs.
     *
     * @param frame of its caller, which becomes current
     */
    @DontInline
    public static void back(@Nullable Frame frame) {
        if (frame != null) {
            frame.thread.back(frame);
        }
    }

    /**
     * Gives a handle for calls of a native function that counts them, of the same type.
     *
     * @param handle as {@code Linker.downcallHandle} made it
     * @param symbol the {@code MemorySegment} that has the function's address; null if that is told with each call, as
     *     the first argument
     */
    @DontInline
    public static MethodHandle downcall(MethodHandle handle, @Nullable Object symbol) {
        Backend backend = Backend.current();
        return backend == null ? handle : backend.downcall(handle, symbol);
    }

    /** As {@link #exit(Frame)}, for a call that an exception ends. */
    @DontInline
    public static void exit(Throwable thrown, @Nullable Frame frame) {
        if (frame != null) {
            frame.thread.thrown(frame, thrown);
        }
    }
}
