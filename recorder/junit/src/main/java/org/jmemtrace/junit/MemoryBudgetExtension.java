// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jmemtrace.junit.Finding.Outcome;
import org.jmemtrace.junit.Settings.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs tests with their budgets. A test that fails by itself fails as it would without. */
public final class MemoryBudgetExtension implements InvocationInterceptor {
    /** For JUnit. */
    public MemoryBudgetExtension() {}

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        run(invocation, called, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        run(invocation, called, context);
    }

    private static void run(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        Settings settings = Settings.of(context);
        if (settings.mode() == Mode.OFF) {
            invocation.proceed();
            return;
        }
        BeforeAndAfter held = new BeforeAndAfter(
                find(context, MaxNative.class), find(context, MaxRssGrowth.class), find(context, NoNewInstances.class));
        invocation.proceed();
        Run run = new Run(
                called.getExecutable(),
                called.getTarget().orElse(null),
                called.getArguments().toArray());
        List<Finding> findings = new ArrayList<>(held.findings(run));
        findings.addAll(repeated(run, settings, context));
        report(findings, settings, context);
    }

    private static List<Finding> repeated(Run run, Settings settings, ExtensionContext context) throws Throwable {
        List<Finding> findings = new ArrayList<>();
        AllocationBudget allocation = new AllocationBudget(run, settings);
        MaxAllocated max = find(context, MaxAllocated.class);
        if (max != null) {
            findings.add(allocation.check(max.value(), max.threads(), max.tolerance(), max.warmup(), max.runs()));
        } else if (settings.allocatedDefault().isPresent()) {
            findings.add(allocation.check(settings.allocatedDefault().get(), Threads.CURRENT, "0%", 0, 1));
        }
        NoRegression regression = find(context, NoRegression.class);
        if (regression != null) {
            Baseline baseline = new Baseline(context.getRequiredTestClass(), context.getDisplayName());
            findings.add(allocation.checkBaseline(regression, baseline));
        }
        MaxRetained retained = find(context, MaxRetained.class);
        if (retained != null) {
            findings.add(RetainedBudget.check(run, retained));
        }
        return findings;
    }

    /** Of the method, or else of its class. */
    private static <A extends Annotation> @Nullable A find(ExtensionContext context, Class<A> type) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), type)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), type))
                .orElse(null);
    }

    private static void report(List<Finding> findings, Settings settings, ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
        for (Finding finding : findings) {
            context.publishReportEntry("memory." + finding.figure(), String.valueOf(Math.round(finding.bytes())));
            Results.add(name, finding.figure(), finding.bytes());
        }
        String exceeded = text(findings, Outcome.EXCEEDED);
        String inconclusive = text(findings, Outcome.INCONCLUSIVE);
        if (!exceeded.isEmpty()) {
            String message = name + "  MEMORY BUDGET EXCEEDED\n" + exceeded;
            if (settings.mode() == Mode.FAIL) {
                throw new AssertionFailedError(message);
            }
            context.publishReportEntry("memory.warning", message);
        } else if (!inconclusive.isEmpty()) {
            throw new TestAbortedException(name + "  MEMORY BUDGET INCONCLUSIVE\n" + inconclusive);
        }
    }

    private static String text(List<Finding> findings, Outcome outcome) {
        return findings.stream()
                .filter(finding -> finding.outcome() == outcome)
                .map(Finding::text)
                .collect(Collectors.joining());
    }
}
