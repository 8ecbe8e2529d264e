// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the operating system tells of a process and its descendants, and the forms it is written in.
 *
 * <p>A {@link org.jmemtrace.cli.process.ProcessSource} takes a {@link org.jmemtrace.cli.process.Sample}, which goes to a
 * {@link org.jmemtrace.cli.process.Table}, to files of {@link org.jmemtrace.cli.process.Lines} and to a flight
 * recording. A figure that the system does not tell, or not to this user, is absent all the way: never 0.
 *
 * <p>Linux's /proc is read directly, not by OSHI as on other systems: OSHI's processes know no PSS, no USS and no connections. Measured with
 * 200 shells that wake five times a second, sampled once a second, on one JVM with the options of {@code record}
 * (JDK 17, Linux 6.18): OSHI 7.5.0 took 5.3 % of a core, 75 MB of garbage a sample and 155 MB of RSS for RSS, faults,
 * times, switches and command line. Here one {@code stat} takes 9 us, one {@code status} 12 us, one {@code smaps_rollup}
 * of a small process 42 us; {@code recorder/benchmarks/process-tree.sh} measures the whole.
 */
@NullMarked
package org.jmemtrace.cli.process;

import org.jspecify.annotations.NullMarked;
