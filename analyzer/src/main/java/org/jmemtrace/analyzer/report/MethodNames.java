// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Profile.Place;
import org.jmemtrace.analyzer.attribution.SiteKey;

/** Names of methods as a report shows them: with parameters only where a class has several of one name. */
final class MethodNames {
    private static final String CUT = "...";
    private static final String CONCATENATION = "invokedynamic makeConcatWithConstants";
    private static final Pattern PLACE = Pattern.compile(".*?:\\d+(?= )");
    private static final Pattern PACKAGES = Pattern.compile("(?:[\\p{Ll}_][\\w$]*\\.)+(?=\\p{Lu})");

    private final Map<String, Integer> overloads = new HashMap<>();
    private final Map<SiteKey, Place> places;
    private final boolean ascii;

    MethodNames(Profile profile, boolean ascii) {
        this.places = profile.places();
        this.ascii = ascii;
        for (MethodTotals row : profile.methods()) {
            overloads.merge(row.key().name(), 1, Integer::sum);
        }
    }

    /**
     * For example com.acme.Cart.add:57, or com.acme.Cart.add(int,String):57; the line is the method's first. A bytecode's
     * has what it does behind it, as in com.acme.Cart.add:57 new byte[].
     */
    String of(SiteKey key) {
        boolean ambiguous = overloads.getOrDefault(key.name(), 1) > 1;
        Place place = places.get(key);
        String line = place == null ? "" : ":" + place.line();
        String target = key.target().isEmpty()
                ? ""
                : " "
                        + PACKAGES.matcher(key.target().replace(CONCATENATION, "String +"))
                                .replaceAll("");
        String what = key.isNative() ? " (native)" : target;
        return SafeText.of(key.name() + (ambiguous ? parameters(key.descriptor()) : "") + line + what, ascii);
    }

    /**
     * Cut from the left, at a dot if possible: packages are what a reader misses least. What a bytecode does is cut
     * from the right, and first: where that is must stay.
     */
    static String fit(String name, int width) {
        Matcher place = PLACE.matcher(name);
        if (name.length() <= width) {
            return name;
        }
        if (place.lookingAt()) {
            String target = name.substring(place.end());
            int room = Math.min(target.length(), Math.max(width / 2, width - place.end()));
            String cut = room == target.length() ? target : target.substring(0, Math.max(0, room - CUT.length())) + CUT;
            return fitPlace(name.substring(0, place.end()), width - cut.length()) + cut;
        }
        return fitPlace(name, width);
    }

    private static String fitPlace(String name, int width) {
        if (name.length() <= width) {
            return name;
        }
        int from = name.length() - width + CUT.length();
        int paren = name.indexOf('(');
        int dot = name.indexOf('.', from);
        boolean useful = dot >= 0
                && (paren < 0 || dot < paren)
                && dot < name.lastIndexOf('.', paren < 0 ? name.length() : paren);
        return CUT + name.substring(useful || dot == from ? dot + 1 : from);
    }

    /** The parameters of a descriptor, without packages; the descriptor itself if it is none. */
    static String parameters(String descriptor) {
        StringBuilder names = new StringBuilder("(");
        int i = 1;
        while (i < descriptor.length() && descriptor.charAt(i) != ')') {
            int start = i;
            while (i < descriptor.length() && descriptor.charAt(i) == '[') {
                i++;
            }
            int end = i < descriptor.length() && descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) : i;
            if (end < 0 || end >= descriptor.length()) {
                return descriptor;
            }
            names.append(names.length() > 1 ? "," : "")
                    .append(typeName(descriptor.substring(i, end + 1)))
                    .append("[]".repeat(i - start));
            i = end + 1;
        }
        return names.append(')').toString();
    }

    private static String typeName(String type) {
        return switch (type.charAt(0)) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            case 'L' -> type.substring(type.lastIndexOf('/') + 1, type.length() - 1);
            default -> type;
        };
    }
}
