#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# The worst case: the recursive fib, every call of it counted. As it is, with the profile calls (calls, and what each
# allocated and touched first), and with the JDK's own jdk.MethodTiming of the same method (calls and time), where the
# JVM has it (25). Fresh JVMs that alternate; prints medians in nanoseconds a call, of the second time that it computes.
#
#   recorder/benchmarks/fib.sh [RUNS [N]]
#
# 5 runs of each, fib(38), unless told. JAVA_HOME chooses the JVM.
set -euo pipefail

runs=${1:-5}
n=${2:-38}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/fib
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
. "$here/measure.sh"

if [ ! -f "$agent" ]; then
  echo "fib.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
rm -rf "$work"
mkdir -p "$work"
cp "$agent" "$work/agent.jar" # a build may replace it meanwhile
"${java}c" -d "$work" "$here/Fib.java"
"$java" -version 2>&1 | head -n 1
calls=$(awk -v n="$n" 'BEGIN { a = 1; b = 1; for (i = 2; i <= n; i++) { c = a + b + 1; a = b; b = c }; print b }')
jfr=(-Xlog:jfr+startup=error)
ways=(plain calls)
if "$java" "-XX:StartFlightRecording:method-timing=Fib::fib" -Xlog:disable -cp "$work" Fib 5 >/dev/null 2>&1 &&
    "$java" -XX:+UnlockDiagnosticVMOptions --version 2>&1 | grep -qE '(2[5-9]|[3-9][0-9])\.'; then
  ways+=(timing)
fi

for ((i = 1; i <= runs; i++)); do
  for way in "${ways[@]}"; do
    case $way in
      plain) options=() ;;
      calls) options=("-javaagent:$work/agent.jar" "${jfr[@]}"
        "-XX:StartFlightRecording:settings=$root/jfc-profiles/calls.jfc,include=Fib,filename=$work/calls.jfr") ;;
      timing) options=("${jfr[@]}" "-XX:StartFlightRecording:method-timing=Fib::fib,filename=$work/timing.jfr") ;;
    esac
    "$java" "${options[@]}" -cp "$work" Fib "$n" >>"$work/$way.ns"
  done
done
for way in "${ways[@]}"; do
  awk -v w="$way" -v t="$(median <"$work/$way.ns")" -v c="$calls" -v p="$(median <"$work/plain.ns")" 'BEGIN {
    printf "%-7s %7.2f ns a call: x%.1f\n", w, t / c, t / p }'
done
