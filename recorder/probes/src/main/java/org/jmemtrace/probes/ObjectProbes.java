// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls with each object that it has made: behind the constructor's return, behind the instruction that
 * makes an array, and behind calls of JDK methods that make objects.
 *
 * <p>Guarantees: nothing is thrown and nothing is locked, except that the first object of a type at a place takes a
 * lock of that place; no object is kept. Counting allocates nothing; following an object takes 64 bytes.
 */
public final class ObjectProbes {
    private static volatile ObjectSite[] sites = new ObjectSite[256];
    private static int siteCount;

    private ObjectProbes() {}

    /**
     * Makes a place known.
     *
     * @param number of its site
     * @param oneType whether all objects made there are of one class
     * @return what stands for it in woven code
     */
    public static synchronized int add(int number, boolean oneType) {
        ObjectSite[] table = sites;
        if (siteCount == table.length) {
            table = Arrays.copyOf(table, siteCount * 2);
        }
        table[siteCount] = new ObjectSite(number, oneType);
        sites = table;
        return siteCount++;
    }

    /** Forgets what types were made where: after the last recording, so that the next begins anew. */
    static synchronized void forgetTypes() {
        ObjectSite[] fresh = new ObjectSite[sites.length];
        for (int i = 0; i < siteCount; i++) {
            fresh[i] = sites[i].unseen();
        }
        sites = fresh;
    }

    /** An object was made. */
    public static void made(@Nullable Object object, int site) {
        ObjectTracking tracking = ObjectTracking.current();
        if (tracking == null || object == null) {
            return;
        }
        try {
            ObjectSite place = sites[site];
            ObjectCount only = place.only;
            if (only == ObjectSite.UNWANTED) {
                return;
            }
            if (only != null && only.fixedBytes() != 0) {
                only.made(only.fixedBytes());
                if (tracking.tracks()) {
                    tracking.track(object, only, only.fixedBytes());
                }
                return;
            }
            count(object, place, tracking);
        } catch (Throwable failure) { // the program's object is made, and nothing else is its concern
            Stopping.pass(failure);
            tracking.failed(failure);
        }
    }

    private static void count(Object object, ObjectSite place, ObjectTracking tracking) {
        ObjectBackend backend = tracking.backend();
        ObjectShape shape = ObjectShape.of(object.getClass());
        ObjectCount only = place.only;
        ObjectCount count = only == null ? place.countOf(object, shape, backend) : only;
        if (count == ObjectSite.UNWANTED) {
            return;
        }
        long bytes = shape.bytesOf(object, backend);
        count.made(bytes);
        if (tracking.tracks()) {
            tracking.track(object, count, bytes);
        }
    }

    /** A method returned an object that may be one that it keeps for all, as those for boxing do. */
    public static void perhapsMade(@Nullable Object object, int site) {
        if (ObjectTracking.current() != null && !ObjectShape.isShared(object)) {
            made(object, site);
        }
    }

    /** An array of arrays was made, with those in it. */
    public static void madeAll(@Nullable Object array, int site) {
        if (ObjectTracking.current() != null && array != null) {
            made(array, site);
            if (array instanceof Object[] elements) {
                for (int i = 0; i < Array.getLength(elements); i++) {
                    madeAll(elements[i], site);
                }
            }
        }
    }
}
