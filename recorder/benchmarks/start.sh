#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# What a start costs: a program that does nothing, as it is, with the agent alone, with the JDK's default recording,
# with the agent and each profile including no class, and with a class included. Fresh JVMs that alternate; prints
# medians of the whole run's elapsed and CPU time, and the peak of RSS when the program ran.
#
#   recorder/benchmarks/start.sh [RUNS]
#
# 11 runs of each, unless told. JAVA_HOME chooses the JVM.
set -euo pipefail

runs=${1:-11}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/start
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
. "$here/measure.sh"

if [ ! -f "$agent" ]; then
  echo "start.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
rm -rf "$work"
mkdir -p "$work"
cp "$agent" "$work/agent.jar" # a build may replace it meanwhile
"${java}c" -d "$work" "$here/Start.java"
"$java" -version 2>&1 | head -n 1
ways=(plain agent jfr process none one)

for ((i = 1; i <= runs; i++)); do
  for way in "${ways[@]}"; do
    start="-XX:StartFlightRecording:filename=$work/start.jfr"
    profiles=$root/jfc-profiles
    options=(-Xmx256m -XX:+UseSerialGC -Xlog:jfr+startup=error)
    case $way in
      agent) options+=("-javaagent:$work/agent.jar") ;;
      jfr) options+=("$start,settings=default") ;;
      process) options+=("-javaagent:$work/agent.jar" "$start,settings=$profiles/process.jfc") ;;
      none) options+=("-javaagent:$work/agent.jar" "$start,settings=$profiles/calls.jfc,include=none.**") ;;
      one) options+=("-javaagent:$work/agent.jar" "$start,settings=$profiles/calls.jfc,include=Start") ;;
    esac
    cpu "$way" "$java" "${options[@]}" -cp "$work" Start >>"$work/$way.ms"
    cat "$work/$way.log" >>"$work/$way.kib"
    awk '{ print $3 * 1000 }' "$work/$way.time" >>"$work/$way.elapsed"
  done
done
for way in "${ways[@]}"; do
  case $way in
    plain) what='as it is' ;;
    agent) what='the agent, no recording' ;;
    jfr) what="the JDK's default recording" ;;
    process) what='the agent, profile process' ;;
    none) what='the agent, profile calls, nothing included' ;;
    one) what='the agent, profile calls, a class included' ;;
  esac
  awk -v o="$what" -v w="$(median <"$work/$way.elapsed")" -v c="$(median <"$work/$way.ms")" \
    -v r="$(median <"$work/$way.kib")" 'BEGIN {
    printf "%-44s elapsed %4d ms   CPU %5d ms   RSS %6.1f MiB\n", o, w, c, r / 1024 }'
done
