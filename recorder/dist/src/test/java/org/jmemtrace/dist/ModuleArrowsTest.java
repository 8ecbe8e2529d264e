// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. The enforcer sees to the libraries; this sees to packages, and to what the class path of one
 * module cannot show.
 */
class ModuleArrowsTest {
    private static final String[] JDK_ALONE = {
        "java..", "javax..", "jdk..", "sun..", "com.sun.management..", "org.jspecify.."
    };

    /** Read from the modules' directories: the agent's jar hides most of its classes in jars inside it. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .importPaths(
                    Path.of("../probes/target/classes"),
                    Path.of("../events/target/classes"),
                    Path.of("../api/target/classes"),
                    Path.of("../junit/target/classes"),
                    Path.of("../agent/target/classes"),
                    Path.of("../cli/target/classes"),
                    Path.of("../../analyzer/target/classes"));

    @Test
    void events_everywhere_knowTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.jmemtrace.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(jdkAnd("org.jmemtrace.events.."))
                .because("the user's JVM and the analyzer's both load them")
                .check(OURS);
    }

    @Test
    void api_inTheUsersProgram_knowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.jmemtrace.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(jdkAnd("org.jmemtrace.api.."))
                .because("programs ship it")
                .check(OURS);
    }

    @Test
    void junit_inTheUsersTests_knowsTheJdkAndJunitAlone() {
        classes()
                .that()
                .resideInAPackage("org.jmemtrace.junit..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax..",
                        "jdk..",
                        "com.sun.management..",
                        "org.jspecify..",
                        "org.junit..",
                        "org.opentest4j..",
                        "org.jmemtrace.junit..")
                .because("tests of any program use it, whatever they have on their class path")
                .check(OURS);
    }

    @Test
    void probes_onTheBootstrapPath_knowTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.jmemtrace.probes..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(jdkAnd("org.jmemtrace.probes.."))
                .because("nothing else is on the bootstrap class path")
                .check(OURS);
    }

    @Test
    void entryPoint_onTheUsersClassPath_knowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("org.jmemtrace.agent")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(jdkAnd("org.jmemtrace.agent"))
                .because("the core and its libraries are behind another class loader")
                .check(OURS);
    }

    @Test
    void agent_inside_knowsNeitherCommandsNorAnalyzer() {
        noClasses()
                .that()
                .resideInAPackage("org.jmemtrace.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jmemtrace.cli..", "org.jmemtrace.analyzer..")
                .because("it runs in the user's JVM, without them")
                .check(OURS);
    }

    @Test
    void commands_ofTheRecorder_knowTheAgentAsAFile() {
        noClasses()
                .that()
                .resideInAPackage("org.jmemtrace.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jmemtrace.agent..", "org.jmemtrace.probes..", "org.jmemtrace.analyzer..")
                .because("agent and analyzer run in JVMs of their own")
                .check(OURS);
    }

    @Test
    void analyzer_ofOurs_knowsTheEventsAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.jmemtrace.analyzer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jmemtrace.agent..", "org.jmemtrace.probes..", "org.jmemtrace.cli..")
                .because("a recording is all that it has of the recorder")
                .check(OURS);
    }

    @Test
    void packages_ofOneModule_formNoCycle() {
        slices().matching("org.jmemtrace.analyzer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
        slices().matching("org.jmemtrace.agent.(*)..").should().beFreeOfCycles().check(OURS);
    }

    private static String[] jdkAnd(String ownPackage) {
        String[] allowed = new String[JDK_ALONE.length + 1];
        System.arraycopy(JDK_ALONE, 0, allowed, 0, JDK_ALONE.length);
        allowed[JDK_ALONE.length] = ownPackage;
        return allowed;
    }
}
