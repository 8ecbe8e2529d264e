// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** One entry of the dictionary of places that other events name by number; written in every chunk that uses it. */
@Name("jmemtrace.Site")
@Label("Site")
@Category("Java Memory Trace")
@Description("A woven method or line that the other events of this chunk name by its number")
@Enabled(false)
@Registered(false)
@StackTrace(false)
public final class Site extends Event {
    /** What a thread did outside of all woven methods; the root of each thread's tree. */
    public static final int OUTSIDE = 1;

    /** What the recorder itself took on the program's threads. */
    public static final int TOOL = 2;

    /** Parent of the calls that no longer found room in the tree: one node per method, without its context. */
    public static final int OTHER = 3;

    /** Numbers below this one are the constants above. */
    public static final int FIRST = 16;

    @Label("Site")
    public int site;

    @Label("Kind")
    @Description("method, native (a native method that woven code calls), line, bytecode, outside, tool or other")
    public String kind;

    @Label("Class")
    @Description("Binary name, as in com.acme.Outer$Inner")
    public String className;

    @Label("Method")
    public String method;

    @Label("Descriptor")
    public String descriptor;

    @Label("Source File")
    public String sourceFile;

    @Label("Line")
    @Description("The line, or the first line of the method; 0 if the class file does not say")
    public int line;

    @Label("Bytecode Index")
    @Description("Offset of the bytecode in the method's code as it was compiled, 0 for a method or line")
    public int bytecodeIndex;

    @Label("Target")
    @Description("What the bytecode allocates or calls, as new byte[] or java.util.List.add; none for a method or line")
    public String target;
}
