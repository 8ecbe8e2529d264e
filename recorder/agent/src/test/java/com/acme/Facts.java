// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.management.MBeanServerBuilder;

/** Prints what a program can see of the JVM it runs in and of its own classes. */
public final class Facts {
    /** What the program wants for itself, and gets only if nobody woke the JDK's logging before. */
    public static final class OwnLogManager extends LogManager {}

    /** The same for JMX. */
    public static final class OwnServerBuilder extends MBeanServerBuilder {
        static boolean used;

        public OwnServerBuilder() {
            used = true;
        }
    }

    static class Serialized implements Serializable {
        int field;

        public int get() {
            return field + hashCode();
        }

        static Runnable make() {
            return () -> System.out.println("made");
        }
    }

    interface Shape {
        default double area() {
            return Math.sqrt(hashCode());
        }
    }

    private Facts() {}

    public static void main(String[] names) throws Exception {
        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        System.setProperty("javax.management.builder.initial", OwnServerBuilder.class.getName());
        System.out.println(LogManager.getLogManager().getClass());
        ManagementFactory.getPlatformMBeanServer();
        System.out.println("own server builder " + OwnServerBuilder.used);
        threads();
        defaults();
        for (Class<?> type : new Class<?>[] {Facts.class, Serialized.class, Shape.class}) {
            shape(type);
        }
        System.out.println(ObjectStreamClass.lookup(Serialized.class).getSerialVersionUID());
        for (String name : names) {
            System.out.println(name + " from " + find(name));
        }
        stack();
    }

    private static void threads() {
        Thread main = Thread.currentThread();
        boolean own = main.getContextClassLoader() == ClassLoader.getSystemClassLoader();
        System.out.println(main + " own loader " + own + " handler " + Thread.getDefaultUncaughtExceptionHandler());
        Thread[] threads = new Thread[100];
        int count = main.getThreadGroup().enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].getName().startsWith("JFR ")) { // flight recorder itself has one there
                System.out.println("thread " + threads[i].getName());
            }
        }
        System.out.println("next " + new Thread().getName());
    }

    private static void defaults() {
        System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID());
        System.out.println(System.in.getClass() + " " + System.out.getClass() + " " + System.err.getClass());
        for (Map.Entry<Object, Object> property : new TreeMap<>(System.getProperties()).entrySet()) {
            if (!property.getKey().equals("jdk.jfr.repository")) { // flight recorder sets it
                System.out.println(property);
            }
        }
    }

    private static void shape(Class<?> type) {
        System.out.println(
                type + " " + type.getModifiers() + " " + type.getModule().isNamed());
        for (Object[] members : new Object[][] {
            type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors(), type.getInterfaces()
        }) {
            System.out.println(
                    Arrays.stream(members).map(Object::toString).sorted().collect(Collectors.joining(", ")));
        }
    }

    private static String find(String name) {
        try {
            Class<?> found = Class.forName(name);
            return found.getClassLoader() == ClassLoader.getSystemClassLoader() ? "the class path" : "elsewhere";
        } catch (ClassNotFoundException e) {
            return "nowhere";
        }
    }

    private static void stack() {
        StackWalker.getInstance().forEach(System.out::println);
        new IllegalStateException("seen", new RuntimeException("cause")).printStackTrace(System.out);
    }
}
