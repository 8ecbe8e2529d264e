// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

/**
 * How much of what malloc has handed out to the JVM itself is resident. The JVM says what it was handed out, the kernel
 * what is resident of all; who has touched his part is not told. At the first look the JVM has the same share resident
 * as all have, and from then on it has touched what it took more, as far as more is resident.
 */
final class JvmMalloc {
    private boolean begun;
    private long lastTold;
    private long lastResident;
    private long jvmResident;

    /**
     * Takes note of a look.
     *
     * @param toldBytes that the JVM was handed out
     * @param handedOutBytes to all
     * @param residentBytes of these
     */
    long residentBytes(long toldBytes, long handedOutBytes, long residentBytes) {
        if (!begun) {
            begun = true;
            jvmResident =
                    handedOutBytes <= 0 ? 0 : (long) (toldBytes * Math.min(1, (double) residentBytes / handedOutBytes));
        } else if (toldBytes > lastTold) {
            jvmResident += Math.min(toldBytes - lastTold, Math.max(0, residentBytes - lastResident));
        } else if (lastTold > 0) {
            jvmResident -= (long) ((double) jvmResident * (lastTold - toldBytes) / lastTold);
        }
        jvmResident = Math.min(jvmResident, Math.min(toldBytes, residentBytes));
        lastTold = toldBytes;
        lastResident = residentBytes;
        return jvmResident;
    }
}
