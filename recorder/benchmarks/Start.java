// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the most memory that was resident so far, in KiB. */
public final class Start {
    public static void main(String[] arguments) throws IOException {
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        System.out.println(peak);
    }
}
