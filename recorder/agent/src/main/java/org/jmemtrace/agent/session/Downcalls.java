// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jmemtrace.agent.counter.NativeFunctions;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Probes;
import org.jspecify.annotations.Nullable;

/**
 * Handles for calls of native functions (java.lang.foreign), with probes around what they call. Woven code cannot have
 * them around its own call: what a handle stands for shows when it is made. A handle keeps its probes when the recording
 * ends; they then do what those of woven code do between recordings, which is next to nothing.
 */
final class Downcalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final SiteNumbers sites;
    private final Map<Long, Integer> byAddress = new ConcurrentHashMap<>();

    Downcalls(SiteNumbers sites) {
        this.sites = sites;
    }

    /** The handle between the two probes of the function that is at an address, a {@code MemorySegment}. */
    MethodHandle counted(MethodHandle handle, Object symbol) throws Throwable {
        long address = (long)
                LOOKUP.findVirtual(Class.forName("java.lang.foreign.MemorySegment"), "address", methodType(long.class))
                        .invoke(symbol);
        MethodHandle enter = LOOKUP.findStatic(Probes.class, "enter", methodType(Frame.class, int.class));
        MethodHandle body = MethodHandles.dropArguments(handle, 0, Frame.class);
        return MethodHandles.foldArguments(
                MethodHandles.tryFinally(body, leaving(handle.type().returnType())),
                MethodHandles.insertArguments(enter, 0, byAddress.computeIfAbsent(address, this::site)));
    }

    /** From what was thrown, if anything was, the result, if there is any, and the frame, to the result. */
    private static MethodHandle leaving(Class<?> result) throws ReflectiveOperationException {
        MethodHandle leave =
                LOOKUP.findStatic(Downcalls.class, "leave", methodType(void.class, Throwable.class, Frame.class));
        if (result == void.class) {
            return leave;
        }
        MethodType all = methodType(result, Throwable.class, result, Frame.class);
        MethodHandle last = MethodHandles.permuteArguments(MethodHandles.identity(result), all, 1);
        return MethodHandles.foldArguments(last, MethodHandles.dropArguments(leave, 1, result));
    }

    private static void leave(@Nullable Throwable thrown, @Nullable Frame frame) {
        if (thrown == null) {
            Probes.exit(frame);
        } else {
            Probes.exit(thrown, frame);
        }
    }

    private int site(long address) {
        NativeFunctions.Symbol symbol = NativeFunctions.at(address);
        return sites.ofNative(symbol.library(), symbol.name(), "").number();
    }
}
