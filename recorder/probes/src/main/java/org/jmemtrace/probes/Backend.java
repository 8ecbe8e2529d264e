// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** What probes need done that takes more than the JDK: called on the program's threads, off the fast path. */
public abstract class Backend {
    private static volatile @Nullable Backend current;

    /** Makes this the backend of all threads that are traced from now on. */
    public void install() {
        current = this;
    }

    static @Nullable Backend current() {
        return current;
    }

    /** Opens the resident counter of the calling thread, if it has none, and tells the thread where its ring is. */
    protected abstract void attach(TracedThread thread);

    /** Closes a thread's counter. The ring stays readable until {@link #release}: the thread may be about to read it. */
    protected abstract void detach(TracedThread thread);

    /** Frees what an ended thread leaves. */
    protected abstract void release(TracedThread thread);

    /** Page faults of a thread since its counter was opened; exact, at the price of a system call. */
    protected abstract long faults(TracedThread thread);

    /** Bytes that the calling thread allocated so far, where the TLAB words cannot be read. */
    protected abstract long allocatedBytes();

    /** A call ended whose resident growth reached the trigger. */
    protected abstract void callEnded(Frame frame, @Nullable Throwable thrown) throws Exception;

    /** A line ended whose resident growth reached the trigger. */
    protected abstract void lineEnded(Frame frame, @Nullable Throwable thrown) throws Exception;

    /** A handle that counts its calls of a native function; see {@link Probes#downcall}. Throws nothing. */
    protected abstract MethodHandle downcall(MethodHandle handle, @Nullable Object symbol);

    /**
     * The site of the native method that a call reaches.
     *
     * @param receiver the class of the object that is called
     * @param method the called method's number
     * @return 0 if what it reaches is not native
     */
    protected abstract int nativeSite(Class<?> receiver, int method);

    /** Something failed that the program must not notice. */
    protected abstract void failed(Throwable failure);
}
