#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# What the profile process costs a program that sleeps and one that works, against no flight recorder and against one with
# the JDK's default.jfc. The three alternate; prints medians of the CPU time until the program has settled, of the CPU in
# the time after (percent of one core), and of RSS at the end.
#
#   recorder/benchmarks/process.sh [RUNS [SECONDS [THREADS]]]
#
# 5 runs of each, measured for 20 s, with no more threads than the JVM's, unless told. JAVA_HOME chooses the JVM.
set -euo pipefail

runs=${1:-5}
seconds=${2:-20}
threads=${3:-0}
settle=10
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/process
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [ ! -f "$agent" ]; then
  echo "process.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
rm -rf "$work"
mkdir -p "$work"
cp "$agent" "$work/agent.jar" # a build may replace it meanwhile
"${java}c" -d "$work" "$here/Steady.java"
"$java" -version 2>&1 | head -1

# one WAY PROGRAM: prints its three figures
one() {
  local options=(-Xmx256m -XX:+UseSerialGC -Xlog:jfr+startup=error)
  case $1 in
    default) options+=("-XX:StartFlightRecording:settings=default,filename=$work/r.jfr") ;;
    process) options+=("-javaagent:$work/agent.jar"
      "-XX:StartFlightRecording:settings=$root/jfc-profiles/process.jfc,filename=$work/r.jfr") ;;
  esac
  "$java" "${options[@]}" -cp "$work" Steady "$2" "$settle" "$seconds" "$threads"
}

median() { cut -d' ' -f"$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for program in sleep busy; do
  for ((run = 0; run < runs; run++)); do
    for way in off default process; do
      one "$way" "$program" >>"$work/$program-$way"
    done
  done
  for way in off default process; do
    file=$work/$program-$way
    awk -v p="$program" -v w="$way" -v a="$(median "$file" 1)" -v b="$(median "$file" 2)" -v c="$(median "$file" 3)" -v s="$seconds" \
      'BEGIN { printf "%-5s %-7s  start %5d ms CPU   then %6.2f %% of a core   RSS %6.1f MiB\n", p, w, a, b / 10 / s, c / 1024 }'
  done
done
