// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/**
 * Puts the probes into the code of one method: enter at its entry, one where a line begins, one before and behind each
 * call of a native method, exit before each return, and a handler for each exception that leaves it.
 *
 * <p>Throws {@link IllegalArgumentException} where they do not fit in; what was written by then is to be taken back.
 */
final class CodeWeaver {
    /** HotSpot compiles no method of more bytecode than this (HugeMethodLimit): woven past it, it would crawl. */
    private static final int COMPILED_BYTES = 8000;

    private static final int MOST = 65_535;

    private final MethodCode code;
    private final ClassFile file;
    private final AddedConstants constants;
    private final MethodSite site;
    private final Insertions probes;
    private final Lines lines;
    private final NativeCalls natives;

    private final Entry entry;

    /** Offsets at which something is to be done: probes to be put in, or instructions to be changed. */
    private final int[] stops;

    private final Bytes enter;
    private final Offsets offsets;

    CodeWeaver(
            MethodCode code,
            AddedConstants constants,
            MethodSite site,
            Lines lines,
            NativeCalls natives,
            Entry entry,
            Insertions probes) {
        this.code = code;
        this.file = code.file;
        this.constants = constants;
        this.site = site;
        this.lines = lines;
        this.natives = natives;
        this.entry = entry;
        this.probes = probes;
        if (locals() > MOST || code.maxStack >= MOST - 3) {
            throw new IllegalArgumentException("no room for more local variables, or values on the stack");
        }
        enter = lines.beginAtEntry() ? probes.enterLine() : probes.enter();
        stops = stops();
        offsets = new Offsets(entry, enter.size());
        layOut();
    }

    private int locals() {
        return code.maxLocals + probes.locals(natives);
    }

    private int[] stops() {
        int marks = code.markCount();
        int calls = natives.offsets().length;
        int returns = natives.returns().length;
        int bindings = natives.bindings().length;
        int[] all = new int[marks + lines.count() + calls + returns + bindings + (entry.isTwofold() ? 3 : 1)];
        for (int i = 0; i < marks; i++) {
            all[i] = code.mark(i);
        }
        System.arraycopy(lines.offsets(), 0, all, marks, lines.count());
        System.arraycopy(natives.offsets(), 0, all, marks + lines.count(), calls);
        System.arraycopy(natives.returns(), 0, all, marks + lines.count() + calls, returns);
        all[all.length - 1] = entry.start();
        System.arraycopy(natives.bindings(), 0, all, marks + lines.count() + calls + returns, bindings);
        if (entry.isTwofold()) {
            all[all.length - 2] = entry.call(); // the first instruction's offset is there as 0
        }
        Arrays.sort(all);
        int count = 0;
        for (int each : all) {
            if (count == 0 || all[count - 1] != each) {
                all[count++] = each;
            }
        }
        return Arrays.copyOf(all, count);
    }

    private void layOut() {
        int line = 0;
        int call = 0;
        int back = 0;
        int binding = 0;
        for (int at : stops) {
            if (entry.isAt(at)) {
                offsets.lengthen(at, enter.size());
            } else if (at == entry.call()) {
                offsets.lengthen(at, probes.exit().size());
            }
            if (isNext(natives.returns(), back, at)) {
                offsets.lengthen(at, probes.back().size());
                back++;
            }
            if (isNext(lines.offsets(), line, at)) {
                offsets.lengthen(at, probes.line(lines.numbers()[line++]).size());
            }
            if (isNext(natives.offsets(), call, at)) {
                offsets.lengthen(at, probes.call(natives.calls().get(call++)).size());
            }
            if (isNext(natives.bindings(), binding, at)) {
                offsets.lengthen(
                        at,
                        probes.beforeBinding(binding).size()
                                + probes.afterBinding(binding).size());
                binding++;
            }
            byte kind = Instructions.kind(code.opcode(at));
            if (kind == Instructions.EXIT) {
                offsets.lengthen(at, probes.exit().size());
            } else if (kind == Instructions.SWITCH) {
                int more = padding(offsets.instruction(at)) - padding(at);
                if (more != 0) {
                    offsets.lengthen(at, more);
                }
            }
        }
        int length = endOfHandlers();
        if (length > MOST || (length > COMPILED_BYTES && code.length <= COMPILED_BYTES)) {
            throw new IllegalArgumentException("too long with probes: " + length + " bytes");
        }
    }

    private static boolean isNext(int[] offsets, int index, int at) {
        return index < offsets.length && offsets[index] == at;
    }

    /** Bytes between the opcode of a switch and its operands. */
    private static int padding(int offset) {
        return 3 - (offset & 3);
    }

    private int handlerOffset() {
        return offsets.begin(code.length);
    }

    private int[] handlers() {
        if (probes.handler().size() == 0) {
            return new int[0];
        }
        int first = handlerOffset();
        return entry.isTwofold() ? new int[] {first, first + probes.handler().size()} : new int[] {first};
    }

    private int endOfHandlers() {
        return handlerOffset() + handlers().length * probes.handler().size();
    }

    /**
     * Writes the attribute.
     *
     * @param name the constant that names it
     * @param frames rewrites the stack map frames
     */
    void write(Bytes out, int name, FrameWeaver frames) {
        int from = out.u2(name).size();
        out.u4(0)
                .u2(Math.max(code.maxStack + (lines.count() == 0 && natives.isEmpty() ? 1 : probes.stack()), 3))
                .u2(locals());
        out.u4(endOfHandlers());
        writeCode(out);
        writeExceptions(out);
        int countAt = out.size();
        out.u2(0);
        out.setU2(countAt, writeAttributes(out, frames));
        out.setU4(from, out.size() - from - 4);
    }

    private void writeCode(Bytes out) {
        int begin = out.size();
        int done = 0; // what lies below this offset is written
        int line = 0;
        int call = 0;
        int back = 0;
        int binding = 0;
        for (int at : stops) {
            copy(out, done, at);
            done = at;
            if (entry.isAt(at)) {
                out.copy(entry.isTwofold() && at != 0 ? probes.enterAgain() : enter);
            } else if (at == entry.call()) {
                out.copy(probes.exit());
            }
            if (isNext(natives.returns(), back, at)) {
                out.copy(probes.back());
                back++;
            }
            if (isNext(lines.offsets(), line, at)) {
                out.copy(probes.line(lines.numbers()[line++]));
            }
            if (isNext(natives.offsets(), call, at)) {
                out.copy(probes.call(natives.calls().get(call++)));
            }
            if (isNext(natives.bindings(), binding, at)) {
                done = code.next(at);
                out.copy(probes.beforeBinding(binding));
                copy(out, at, done);
                out.copy(probes.afterBinding(binding));
                binding++;
            }
            if (Instructions.kind(code.opcode(at)) != Instructions.PLAIN) {
                done = code.next(at);
                writeMarked(out, at, done, out.size() - begin);
            }
        }
        copy(out, done, code.length);
        for (int i = handlers().length; i > 0; i--) {
            out.copy(probes.handler());
        }
    }

    private void copy(Bytes out, int from, int to) {
        out.copy(file.bytes, code.start + from, code.start + to);
    }

    /** @param position where the instruction will be */
    private void writeMarked(Bytes out, int at, int end, int position) {
        int opcode = code.opcode(at);
        int operand = code.start + at + 1;
        switch (Instructions.kind(opcode)) {
            case Instructions.EXIT:
                out.copy(probes.exit()).u1(opcode);
                break;
            case Instructions.JUMP:
                int distance = distance(at, (short) file.u2(operand), position);
                if (distance != (short) distance) { // so long a method is never compiled, and hardly ever met
                    throw new IllegalArgumentException("a jump that would get too far");
                }
                out.u1(opcode).u2(distance);
                break;
            case Instructions.LONG_JUMP:
                out.u1(opcode).u4(distance(at, file.u4(operand), position));
                break;
            default:
                writeSwitch(out, at, end, position);
        }
    }

    private void writeSwitch(Bytes out, int at, int end, int position) {
        out.u1(code.opcode(at));
        for (int i = padding(position); i > 0; i--) {
            out.u1(0);
        }
        int operands = Instructions.operands(code.start, code.start + at);
        out.u4(distance(at, file.u4(operands), position));
        boolean table = code.opcode(at) == Instructions.TABLESWITCH;
        out.copy(file.bytes, operands + 4, operands + (table ? 12 : 8)); // lowest and highest, or how many
        for (int i = operands + (table ? 12 : 8); i < code.start + end; i += table ? 4 : 8) {
            if (!table) {
                out.u4(file.u4(i));
            }
            out.u4(distance(at, file.u4(table ? i : i + 4), position));
        }
    }

    private int distance(int at, int before, int position) {
        refuseCrossing(at, at + before);
        return offsets.landing(at + before) - position;
    }

    /** There is one way to the code below the start: through the start. Only odd constructors have others. */
    private void refuseCrossing(int from, int to) {
        if (from < entry.start() && to >= entry.start()) {
            throw new IllegalArgumentException("a constructor whose code is not in the order in which it runs");
        }
    }

    private void writeExceptions(Bytes out) {
        int at = code.exceptionTable();
        int count = file.u2(at);
        if (count > MOST - 2) {
            throw new IllegalArgumentException("no room for one more exception handler");
        }
        out.u2(count + handlers().length);
        at += 2;
        for (int i = 0; i < count; i++, at += 8) {
            refuseCrossing(file.u2(at), file.u2(at + 4));
            out.u2(offsets.landing(file.u2(at)));
            out.u2(offsets.begin(file.u2(at + 2)));
            out.u2(offsets.landing(file.u2(at + 4)));
            out.u2(file.u2(at + 6));
        }
        if (handlers().length == 0) {
            return;
        }
        if (entry.isTwofold()) {
            out.u2(offsets.landing(0))
                    .u2(offsets.begin(entry.call()))
                    .u2(handlers()[1])
                    .u2(0);
        }
        out.u2(offsets.landing(entry.start()))
                .u2(handlerOffset())
                .u2(handlerOffset())
                .u2(0);
    }

    /** Returns how many. Annotations of types in code are left out: no JVM looks at them. */
    private int writeAttributes(Bytes out, FrameWeaver frames) {
        int count = 0;
        int frameTable = 0;
        int at = code.attributes() + 2;
        for (int i = file.u2(code.attributes()); i > 0; i--) {
            int end = file.endOfAttribute(at);
            int name = file.u2(at);
            count++;
            if (file.isText(name, "LineNumberTable")) {
                writeLines(out, at, end);
            } else if (file.isText(name, "LocalVariableTable") || file.isText(name, "LocalVariableTypeTable")) {
                writeVariables(out, at, end);
            } else if (file.isText(name, "StackMapTable")) {
                frameTable = at;
                count--;
            } else if (file.isText(name, "RuntimeVisibleTypeAnnotations")
                    || file.isText(name, "RuntimeInvisibleTypeAnnotations")) {
                count--;
            } else {
                out.copy(file.bytes, at, end);
            }
            at = end;
        }
        if (file.hasFrames()) {
            int ours = handlers().length == 0 ? 0 : constants.type(ProbeCode.FRAME);
            frames.write(out, frameTable, offsets, handlers(), ours);
            count++;
        }
        return count;
    }

    private void writeLines(Bytes out, int from, int end) {
        out.copy(file.bytes, from, from + 8);
        int first = Integer.MAX_VALUE;
        for (int at = from + 8; at < end; at += 4) {
            int offset = file.u2(at);
            int line = file.u2(at + 2);
            if (offset < first) {
                first = offset;
                site.line(line);
            }
            out.u2(offsets.begin(offset)).u2(line);
        }
    }

    private void writeVariables(Bytes out, int from, int end) {
        out.copy(file.bytes, from, from + 8);
        for (int at = from + 8; at < end; at += 10) {
            int begin = offsets.begin(file.u2(at));
            out.u2(begin);
            out.u2(offsets.begin(file.u2(at) + file.u2(at + 2)) - begin);
            out.copy(file.bytes, at + 4, at + 10);
        }
    }
}
