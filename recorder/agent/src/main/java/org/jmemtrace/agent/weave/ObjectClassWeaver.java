// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jmemtrace.probes.ObjectProbes;

/** Weaves a probe behind each instruction of a class that makes objects of wanted types. */
final class ObjectClassWeaver extends ClassRewriter {
    private final SiteNumbers sites;
    private final TypeSelection types;
    private final String className;
    private final QuietCalls quietCalls;
    private final InlinedLines inlined;
    private final List<MethodSite> woven = new ArrayList<>();
    private int skipped;

    ObjectClassWeaver(ClassFile file, SiteNumbers sites, TypeSelection types) {
        super(file);
        this.sites = sites;
        this.types = types;
        quietCalls = new QuietCalls(file);
        inlined = InlinedLines.of(file);
        className = file.text(file.reference(file.thisClass())).replace('/', '.');
    }

    /** Methods left as they were although they make objects, and objects in others that could not be counted. */
    int skipped() {
        return skipped;
    }

    /** Whether the class has a finalizer. */
    boolean hasFinalizer() {
        int at = file.methods() + 2;
        for (int i = file.u2(at - 2); i > 0; i--) {
            if (name(at).equals("finalize") && descriptor(at).equals("()V")) {
                return true;
            }
            at = file.endOfMember(at);
        }
        return false;
    }

    @Override
    boolean rewrite(int method, int attribute) {
        try {
            MethodCode code = new MethodCode(file, attribute, quietCalls);
            Makings makings = Makings.of(code, types);
            skipped += makings.unknown();
            if (makings.found().isEmpty()) {
                return false;
            }
            weave(method, attribute, code, makings);
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException odd) { // the method stays as it was
            skipped++;
            return false;
        }
    }

    private void weave(int method, int attribute, MethodCode code, Makings makings) {
        String name = name(method);
        String descriptor = descriptor(method);
        MethodSite site = sites.of(className, name, descriptor, positions(code, makings.found()));
        Map<Integer, Bytes> behind = new TreeMap<>();
        int number = site.number();
        for (Making making : makings.found()) {
            number++; // as the positions are numbered
            int place = ObjectProbes.add(number, making.kind().isOneType());
            boolean doubled = makings.doubled().contains(making.of());
            behind.put(making.offset(), MakingProbes.making(constants, making, place, doubled));
        }
        makings.doubled().forEach(offset -> behind.put(offset, MakingProbes.doubling()));
        int[] offsets = behind.keySet().stream().mapToInt(Integer::intValue).toArray();
        NativeCalls places = NativeCalls.ofBindings(offsets);
        FrameWeaver frames =
                new FrameWeaver(code, constants, Entry.first(), Modifier.isStatic(file.u2(method)), name, descriptor);
        new CodeWeaver(
                        code,
                        constants,
                        site,
                        Lines.NONE,
                        places,
                        Entry.first(),
                        new MakingProbes(List.copyOf(behind.values())))
                .write(out, file.u2(attribute), frames);
        woven.add(site);
    }

    private List<LinePosition> positions(MethodCode code, List<Making> makings) {
        Map<Integer, Integer> lines = new TreeMap<>();
        LineNumbers numbers = new LineNumbers(code, inlined);
        for (int offset : new TreeSet<>(makings.stream().map(Making::of).toList())) {
            lines.put(offset, numbers.at(offset));
        }
        return makings.stream()
                .map(making -> new LinePosition(
                        lines.getOrDefault(making.of(), 0), making.of(), Targets.of(code, making.of())))
                .toList();
    }

    /** Notes the source file for all methods. */
    @Override
    void visitAttributes(int attributes) {
        int at = attributes + 2;
        for (int i = file.u2(attributes); i > 0; i--) {
            if (file.isText(file.u2(at), "SourceFile")) {
                String name = file.text(file.u2(at + 6));
                woven.forEach(site -> site.sourceFile(name));
            }
            at = file.endOfAttribute(at);
        }
    }
}
