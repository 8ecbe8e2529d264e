// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The program of process.sh: sleeps, or works half of the time at a steady pace, with a live set of some MiB. Prints the
 * CPU time it took to get going, that of the time after, and its RSS at the end.
 */
public final class Steady {
    private static final int KEYS = 100_000;

    public static void main(String[] arguments) throws Exception {
        boolean busy = arguments[0].equals("busy");
        long settle = Long.parseLong(arguments[1]) * 1_000_000_000L;
        long measure = Long.parseLong(arguments[2]) * 1_000_000_000L;
        int threads = Integer.parseInt(arguments[3]);
        for (int i = 0; i < threads; i++) {
            Thread idle = new Thread(Steady::sleepForGood, "idle-" + i);
            idle.setDaemon(true);
            idle.start();
        }
        run(busy, settle);
        long begin = cpuMillis();
        run(busy, measure);
        System.out.println(begin + " " + (cpuMillis() - begin) + " " + rssKib());
    }

    private static void run(boolean busy, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        Map<Integer, byte[]> live = new HashMap<>();
        int next = 0;
        while (System.nanoTime() - end < 0) {
            if (busy) {
                for (int i = 0; i < 5_000; i++) { // a fixed amount of work, each 20 ms
                    live.put(next++ % KEYS, new byte[200]);
                }
            }
            Thread.sleep(20);
        }
    }

    private static void sleepForGood() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpuMillis() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10; // ticks of 10 ms
    }

    private static long rssKib() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
