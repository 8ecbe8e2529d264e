// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs woven code: its counters as of its last probe, its tree, and its stack of woven calls.
 *
 * <p>Assumption: enter and exit are called by the thread itself. Guarantee: the sums over its tree are exactly what its
 * counters moved since it was first seen; slow paths read the counters again when they end, so what they took stands at
 * the tree's tool node. A call that an unwinding skipped is made good by the next exit, which restores its own caller:
 * where the stack overflows in an exit and in that of its handler too, what runs until then is booked to the call that
 * was skipped.
 */
public class TracedThread {
    private static final Unsafe UNSAFE = Counters.UNSAFE;

    /** Where faults must be asked for: at most this many probes without asking. */
    private static final int PROBES_PER_POLL = 100;

    private static final int CALLS_PER_DEMAND = 16;

    /** Resident growth, in bytes, that makes a call or line worth an event. */
    private static volatile long triggerBytes;

    final Thread thread;
    private final Backend backend;
    private final long javaThread;
    private CallTree tree;

    /** The tree's arrays, as of when it last grew. */
    long[] figures;

    private long[] edges;

    /**
     * By depth; the lowest is for what is outside of all woven calls, and is never left. The last is always null, so
     * that a depth that was never reached needs no other test.
     */
    @Nullable Frame[] frames = new Frame[16];

    int depth;

    /** Not null while the frames are those of a virtual thread; its own are with it. */
    private @Nullable VirtualStack mounted;

    private @Nullable VirtualStack spare;
    private int deepestToReport = Integer.MAX_VALUE;

    /** What the program allocated and touched on this thread up to the last probe. */
    long allocated;

    long resident;

    /** What the recorder allocated on this thread: the counter runs ahead of {@link #allocated} by this much. */
    private long toolAllocated;

    /** How many pieces of the recorder's work the thread is in: classes are woven that another one of them loads. */
    private int toolWork;

    private long faults;
    private long ring;
    private long head;
    private long descriptor = -1;
    private long osThreadId;
    private long polledAt;
    private int probesSincePoll;
    private long polledAtTick;

    TracedThread(Thread thread, CallTree tree, Backend backend) {
        this.thread = thread;
        this.tree = tree;
        this.backend = backend;
        javaThread = UNSAFE.getLong(thread, Counters.EETOP);
        figures = tree.figures;
        edges = tree.edges;
        frames[0] = new Frame(this, 0);
    }

    /** Sets the resident growth that makes a call or line worth an event; 0 makes each one. */
    public static void setTriggerBytes(long bytes) {
        triggerBytes = bytes;
    }

    /** Begins the count: what the thread did before, and making this object, is nobody's. */
    void start(CallTree fresh) {
        tree = fresh;
        fresh.belongTo(osThreadId, javaThreadId());
        if (mounted != null) { // an earlier recording ended meanwhile
            mounted.giveBack();
            mounted = null;
        }
        // Calls that were woven for an earlier recording and still run are outside of this one.
        figures = fresh.figures;
        edges = fresh.edges;
        for (int i = 0; i <= depth; i++) {
            frames[i].node = CallTree.ROOT;
            frames[i].site = Sites.OUTSIDE;
            frames[i].home = CallTree.ROOT;
            frames[i].line = 0;
        }
        settle();
        allocated = 0;
        resident = 0;
        toolAllocated = 0; // what an earlier recording took is before this one like all else
        toolAllocated = readAllocated();
    }

    @Nullable Frame enter(int site) {
        Frame frame = enterAgain(site);
        if (frame != null) {
            figures[frame.node << CallTree.ROW_BITS]++;
        }
        return frame;
    }

    /** Enters without counting: who reads counts meanwhile sees them rise, and never fall. */
    @Nullable Frame enterAgain(int site) {
        Frame caller = frames[depth];
        book(caller);
        Frame frame = frames[depth + 1];
        int recent = (caller.node << CallTree.ROW_BITS) + CallTree.RECENT;
        long child = figures[recent];
        if ((int) (child >>> 32) != site) {
            child = (long) site << 32 | CallTree.find(edges, caller.node, site);
            figures[recent] = child;
        }
        if (frame == null || (int) child == 0) {
            return enterSlowly(caller.node, site);
        }
        return push(frame, (int) child, site);
    }

    @Nullable Frame enterLine(int site) {
        Frame frame = enter(site);
        if (frame != null) {
            beginLine(frame, 1);
        }
        return frame;
    }

    private Frame push(Frame frame, int node, int site) {
        long now = CallClock.now();
        int home = (int) figures[(node << CallTree.ROW_BITS) + CallTree.HOME];
        figures[(home << CallTree.ROW_BITS) + CallTree.ACTIVE]++; // from here on nothing is called that could overflow
        frame.node = node;
        frame.site = site;
        frame.home = home;
        frame.allocatedAtEnter = allocated;
        frame.residentAtEnter = resident;
        frame.allocatedSelf = 0;
        frame.residentSelf = 0;
        frame.enteredAt = now;
        depth = frame.depth;
        return frame;
    }

    @DontInline
    private @Nullable Frame enterSlowly(int caller, int site) {
        try {
            int node = callee(caller, site);
            int deeper = depth + 1;
            Frame frame = frames[deeper];
            if (frame == null) {
                if (deeper + 1 == frames.length) {
                    frames = Arrays.copyOf(frames, frames.length * 2);
                }
                frame = new Frame(this, deeper);
                frames[deeper] = frame;
            }
            bookTool();
            return push(frame, node, site);
        } catch (Throwable failure) {
            if (Stopping.is(failure)) {
                bookTool();
            }
            Stopping.pass(failure);
            // No memory or no stack: the call stays its caller's.
            return null;
        }
    }

    /** The node of a callee, which is made if it was never called from there. */
    int callee(int caller, int site) {
        int node = CallTree.find(edges, caller, site);
        if (node == 0) {
            try {
                node = tree.grow(caller, site);
            } finally { // also where it came half of the way
                figures = tree.figures;
                edges = tree.edges;
            }
            figures[(caller << CallTree.ROW_BITS) + CallTree.RECENT] = (long) site << 32 | node;
        }
        return node;
    }

    /**
     * Goes on with the calls of a virtual thread.
     *
     * @param calls those that were left when it was unmounted, null if there were none
     */
    void mount(Thread virtual, @Nullable VirtualStack calls) {
        book(frames[depth]);
        if (mounted != null) {
            mounted.leave();
        }
        VirtualStack stack = calls;
        if (stack == null) {
            stack = spare == null ? new VirtualStack(this) : spare;
            spare = null;
        }
        stack.mountOn(this, virtual);
        mounted = stack;
        bookTool();
    }

    /** Goes on with its own calls; returns those of the virtual thread, or null if it has none left. */
    @Nullable VirtualStack unmount() {
        VirtualStack stack = mounted;
        if (stack == null) {
            return null;
        }
        book(frames[depth]);
        stack.leave();
        mounted = null;
        if (stack.isEmpty()) {
            spare = stack;
            return null;
        }
        return stack;
    }

    boolean hasMounted(Thread virtual) {
        return mounted != null && mounted.isOf(virtual);
    }

    boolean hasMounted() {
        return mounted != null;
    }

    void exit(Frame frame, @Nullable Throwable thrown) {
        int ended = depth;
        book(frames[ended]);
        while (ended > frame.depth) { // an unwinding skipped its exit
            endLine(frames[ended], null);
            total(frames[ended]);
            ended--;
        }
        if (ended != frame.depth) { // it has left already: its exit itself was unwound, after all was booked
            return;
        }
        endLine(frame, thrown);
        if (resident - frame.residentAtEnter >= triggerBytes) {
            report(frame, thrown);
        }
        total(frame); // last: an exit that runs out of stack runs again, and nothing is to be counted twice
        depth = frame.depth - 1;
    }

    /** Enters a native method, which has no frame of its own to be left by: see {@link #back}. */
    void call(Frame frame, int site) {
        back(frame);
        enter(site);
    }

    void call(Frame frame, Class<?> receiver, int method) {
        int site = Receivers.site(receiver, method);
        if (site == Receivers.UNKNOWN) {
            site = find(receiver, method);
        }
        if (site != 0) {
            call(frame, site);
        }
    }

    @DontInline
    private int find(Class<?> receiver, int method) {
        beginToolWork(0);
        try {
            int site = backend.nativeSite(receiver, method);
            Receivers.set(receiver, method, site);
            return site;
        } finally {
            endToolWork();
        }
    }

    /** Leaves what a call entered by {@link #call}. */
    void back(Frame frame) {
        exitCallee(frame, null);
    }

    /** Leaves a call by an exception, and the native one in it that threw it. */
    void thrown(Frame frame, Throwable thrown) {
        exitCallee(frame, thrown);
        exit(frame, thrown);
    }

    private void exitCallee(Frame frame, @Nullable Throwable thrown) {
        Frame callee = depth > frame.depth ? frames[frame.depth + 1] : null;
        if (callee != null) {
            exit(callee, thrown);
        }
    }

    void line(Frame frame, int line) {
        int top = depth;
        book(frames[top]);
        while (top > frame.depth) { // an unwinding skipped its exit
            endLine(frames[top], null);
            total(frames[top]);
            depth = --top;
        }
        if (top != frame.depth || frame.site == Sites.OUTSIDE) { // it was entered before the recording began
            return;
        }
        endLine(frame, null);
        beginLine(frame, line);
    }

    private void beginLine(Frame frame, int line) {
        int node = frame.node + line;
        figures[node << CallTree.ROW_BITS]++;
        figures[(frame.home + line << CallTree.ROW_BITS) + CallTree.ACTIVE]++;
        frame.node = node;
        frame.line = line;
        frame.allocatedAtLine = allocated;
        frame.residentAtLine = resident;
        frame.allocatedSelfAtLine = frame.allocatedSelf;
        frame.residentSelfAtLine = frame.residentSelf;
    }

    private void endLine(Frame frame, @Nullable Throwable thrown) {
        int line = frame.line;
        if (line != 0) {
            if (resident - frame.residentAtLine >= triggerBytes) {
                reportLine(frame, thrown);
            }
            total(frame.home + line, frame.allocatedAtLine, frame.residentAtLine);
            frame.node -= line;
            frame.line = 0;
        }
    }

    private void total(Frame ended) {
        total(ended.home, ended.allocatedAtEnter, ended.residentAtEnter);
    }

    /** Counts one that ended, if it was the outermost. */
    private void total(int home, long allocatedAtBegin, long residentAtBegin) {
        int row = home << CallTree.ROW_BITS;
        if (--figures[row + CallTree.ACTIVE] == 0) {
            long taken = allocated - allocatedAtBegin;
            if (taken != 0) {
                figures[row + CallTree.TOTAL_ALLOCATED] += taken;
            }
            long touched = resident - residentAtBegin;
            if (touched != 0) {
                figures[row + CallTree.TOTAL_RESIDENT] += touched;
            }
        }
    }

    @DontInline
    private void report(Frame frame, @Nullable Throwable thrown) {
        if (descriptor == CLOSED || frame.depth > deepestToReport) {
            return;
        }
        try {
            toolWork++;
            demandRoom(frame);
            if (mounted == null) {
                backend.callEnded(frame, thrown);
            } else {
                VirtualThreads.pin();
                try {
                    backend.callEnded(frame, thrown);
                } finally {
                    VirtualThreads.unpin();
                }
            }
        } catch (Throwable failure) {
            Stopping.pass(failure);
            fail(failure);
        } finally {
            endToolWork();
        }
    }

    @DontInline
    private void reportLine(Frame frame, @Nullable Throwable thrown) {
        if (descriptor == CLOSED || frame.depth > deepestToReport) {
            return;
        }
        try {
            toolWork++;
            demandRoom(frame);
            if (mounted == null) {
                backend.lineEnded(frame, thrown);
            } else {
                VirtualThreads.pin();
                try {
                    backend.lineEnded(frame, thrown);
                } finally {
                    VirtualThreads.unpin();
                }
            }
        } catch (Throwable failure) {
            Stopping.pass(failure);
            fail(failure);
        } finally {
            endToolWork();
        }
    }

    /** An overflow takes the JVM long: where there was no room, a few calls further up are not asked for it either. */
    private void demandRoom(Frame frame) {
        deepestToReport = frame.depth - CALLS_PER_DEMAND;
        StackRoom.demand();
        deepestToReport = Integer.MAX_VALUE;
    }

    /** Charges what happened since the last probe to the call that was running. */
    private void book(Frame frame) {
        long now = readAllocated();
        long handedOut = now - allocated;
        if (handedOut != 0) {
            allocated = now;
            figures[(frame.node << CallTree.ROW_BITS) + CallTree.ALLOCATED] += handedOut;
            frame.allocatedSelf += handedOut;
        }
        long newHead = UNSAFE.getLong(ring + Counters.DATA_HEAD);
        if (newHead != head) {
            grew(frame, countGrowth(newHead));
        }
    }

    /** Also when the clock moved: what touches much takes long, and need not allocate, nor be followed by a probe. */
    private boolean pollIsDue() {
        return ((allocated ^ polledAt) >>> 12) != 0
                || ++probesSincePoll > PROBES_PER_POLL
                || CallClock.now() != polledAtTick;
    }

    private void grew(Frame frame, long bytes) {
        resident += bytes;
        figures[(frame.node << CallTree.ROW_BITS) + CallTree.RESIDENT] += bytes;
        frame.residentSelf += bytes;
    }

    /** Charges what happened since the last probe to the recorder. */
    private void bookTool() {
        long taken = readAllocated() - allocated;
        toolAllocated += taken;
        toolRow(CallTree.ALLOCATED, taken);
        long newHead = UNSAFE.getLong(ring + Counters.DATA_HEAD);
        if (newHead != head) {
            toolRow(CallTree.RESIDENT, descriptor == POLLED ? poll() : countGrowth(newHead));
        }
    }

    private void toolRow(int figure, long bytes) {
        figures[(CallTree.TOOL << CallTree.ROW_BITS) + figure] += bytes;
    }

    /**
     * Says that from here to {@link #endToolWork} the calling thread works for the recorder. It may do so already.
     *
     * @param bytesBefore what of the program's bytes since the last probe was already for the recorder
     */
    public void beginToolWork(long bytesBefore) {
        if (toolWork > 0) {
            bookTool();
        } else {
            bookToProgram(bytesBefore);
        }
        toolWork++;
    }

    private void bookToProgram(long bytesBefore) {
        Frame top = frames[depth];
        book(top);
        toolAllocated += bytesBefore;
        allocated -= bytesBefore;
        toolRow(CallTree.ALLOCATED, bytesBefore);
        figures[(top.node << CallTree.ROW_BITS) + CallTree.ALLOCATED] -= bytesBefore;
        top.allocatedSelf -= bytesBefore;
    }

    /** Books all since {@link #beginToolWork} to the recorder. */
    public void endToolWork() {
        bookTool();
        if (toolWork > 0) { // not where its begin failed
            toolWork--;
        }
    }

    /** The program's share of the thread's counter. */
    private long readAllocated() {
        return (Counters.TLAB ? Counters.allocatedBytes(javaThread) : backend.allocatedBytes()) - toolAllocated;
    }

    /** The ring moved: gives it back to the kernel and returns the bytes of the pages touched since the last time. */
    @DontInline
    private long countGrowth(long newHead) {
        if (descriptor == POLLED) {
            return pollIsDue() ? poll() : 0;
        }
        if (descriptor == CLOSED) {
            head = newHead;
            return 0;
        }
        long written = newHead - head;
        long before = faults;
        if (written > 0 && written % Counters.SAMPLE_BYTES == 0 && written < Counters.RING_BYTES - 64) {
            faults += written / Counters.SAMPLE_BYTES;
            head = newHead;
            UNSAFE.putLongRelease(null, ring + Counters.DATA_TAIL, newHead);
        } else {
            settle(); // the ring was full, or tells of it with a record of another size: samples are missing
        }
        return (faults - before) * Counters.PAGE_BYTES;
    }

    /** Takes the exact count by system call, at a moment at which the ring stands still. */
    private void settle() {
        long seen;
        do {
            seen = UNSAFE.getLongVolatile(null, ring + Counters.DATA_HEAD);
            UNSAFE.putLongRelease(null, ring + Counters.DATA_TAIL, seen);
            faults = backend.faults(this);
        } while (seen != UNSAFE.getLongVolatile(null, ring + Counters.DATA_HEAD));
        head = descriptor == POLLED ? ~seen : seen; // what is polled always seems to have moved
    }

    private long poll() {
        polledAt = allocated;
        probesSincePoll = 0;
        polledAtTick = CallClock.now();
        long counted = backend.faults(this);
        long grown = (counted - faults) * Counters.PAGE_BYTES;
        faults = counted;
        return grown;
    }

    private void fail(Throwable failure) {
        try {
            backend.failed(failure);
        } catch (Throwable alsoFailed) {
            // Not even counting works: the program goes on all the same.
        }
    }

    /** In place of a descriptor: the counter was closed and what the ring says means nothing. */
    private static final long CLOSED = -2;

    /** In place of a descriptor: no ring tells of new faults, they must be asked for. */
    public static final long POLLED = -3;

    /**
     * Gives the thread its resident counter.
     *
     * @param descriptor the open perf event; {@link #POLLED} if it is the backend that counts, -1 if nobody does
     * @param ring address of the mapped ring, or of as much memory that stands still; must stay readable as long as the
     *     thread lives
     */
    public void open(long descriptor, long ring, long osThreadId) {
        this.descriptor = descriptor;
        this.ring = ring;
        this.osThreadId = osThreadId;
    }

    /** Says that the counter is no longer open. */
    public void close() {
        descriptor = CLOSED;
    }

    /** Page faults up to when they were last looked at, by the backend's own count. */
    public long faults() {
        return faults;
    }

    /** The open perf event, negative if there is none. */
    public long descriptor() {
        return descriptor;
    }

    /** Address of the ring, 0 before the first {@link #open}. */
    public long ring() {
        return ring;
    }

    public long osThreadId() {
        return osThreadId;
    }

    /** The thread's number, also where {@code getId()} is overridden. */
    public long javaThreadId() {
        return UNSAFE.getLong(thread, Counters.TID);
    }

    public Thread thread() {
        return thread;
    }

    public CallTree tree() {
        return tree;
    }

    /** The index in its tree of the node that is current, for others to look at. */
    public int currentNode() {
        Frame[] seen = frames;
        Frame top = seen[Math.min(depth, seen.length - 1)];
        return top == null ? CallTree.ROOT : top.node;
    }

    /**
     * The frames of the running calls, outermost first, for others to look at: what they see may be a moment old.
     */
    public List<Frame> frames() {
        List<Frame> running = new ArrayList<>();
        Frame[] seen = frames;
        for (int i = 1; i <= depth && i < seen.length; i++) {
            Frame frame = seen[i];
            if (frame != null) {
                running.add(frame);
            }
        }
        return running;
    }

    /** The thread's allocation counter as of its last probe. */
    public long bookedBytes() {
        return allocated + toolAllocated;
    }
}
