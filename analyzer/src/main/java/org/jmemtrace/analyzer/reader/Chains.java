// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCOldObject;
import org.openjdk.jmc.common.IMCStackTrace;

/** References and calls as texts. */
final class Chains {
    private static final String OURS = "org.jmemtrace.";
    private static final int MOST_FRAMES = 64;
    private static final int MOST_LINKS = 200; // as many as the JVM writes

    private Chains() {}

    /** From where the program called us outwards, as com.acme.Cart.add:57. */
    static List<String> frames(@Nullable Object stack) {
        List<String> frames = new ArrayList<>();
        if (stack instanceof IMCStackTrace trace) {
            for (IMCFrame frame : trace.getFrames()) {
                String method = frame.getMethod() == null || frame.getMethod().getType() == null
                        ? "(unknown)"
                        : frame.getMethod().getType().getFullName() + "."
                                + frame.getMethod().getMethodName();
                boolean ours =
                        frames.isEmpty() && (method.startsWith(OURS + "probes.") || method.startsWith(OURS + "agent."));
                if (!ours && frames.size() < MOST_FRAMES) {
                    Integer line = frame.getFrameLineNumber();
                    frames.add(line == null || line <= 0 ? method : method + ":" + line);
                }
            }
        }
        return frames;
    }

    /** Who refers to the object, who to that one, and so on. */
    static List<String> of(IMCOldObject object) {
        List<String> links = new ArrayList<>();
        for (IMCOldObject held = object;
                held.getReferrer() != null && links.size() < MOST_LINKS;
                held = held.getReferrer()) {
            String holder = typeOf(held.getReferrer());
            if (held.getReferrerField() != null) {
                links.add(holder + "." + held.getReferrerField().getName());
            } else if (held.getReferrerArray() != null) {
                links.add(holder.replaceFirst("\\[\\]$", "") + "["
                        + held.getReferrerArray().getIndex() + "]");
            } else {
                links.add(holder);
            }
        }
        return links;
    }

    static String typeOf(IMCOldObject object) {
        String name = object.getType() == null ? "" : object.getType().getFullName();
        String described = object.getDescription();
        boolean isClass = name.equals("java.lang.Class") && described != null && !described.isEmpty();
        return isClass ? described.replaceFirst("^Class Name: ", "") : name;
    }
}
