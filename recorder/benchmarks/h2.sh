#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# A real program: H2 runs a fixed mix of statements in memory, in a fresh JVM each time, as it is and recorded with a
# profile. Checks that both read the same, and prints the medians of the CPU time (user + system, whole process) of
# runs that alternate, and their ratio.
#
#   recorder/benchmarks/h2.sh [RUNS [PROFILE [STATEMENTS [SETTINGS]]]]
#
# 7 runs of each, with calls.jfc, and 200,000 statements, unless told. SETTINGS are further ones of the recording, as
# types=org.h2.** for objects.jfc. JAVA_HOME chooses the JVM.
set -euo pipefail

runs=${1:-7}
profile=${2:-calls}
statements=${3:-200000}
settings=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/h2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=2.3.232
. "$here/measure.sh"

if [ ! -f "$agent" ]; then
  echo "h2.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
mkdir -p "$work"
if [ ! -f "$work/h2-$version.jar" ]; then
  mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact=com.h2database:h2:$version -DoutputDirectory="$work"
fi
cp "$agent" "$work/agent.jar" # a build may replace it meanwhile
"${java}c" -d "$work" "$here/H2Mix.java"
program=(-cp "$work/h2-$version.jar:$work" H2Mix "$statements")
recorded=(-javaagent:"$work/agent.jar" -Xlog:jfr+startup=error
  "-XX:StartFlightRecording:settings=$root/jfc-profiles/$profile.jfc,include=org.h2.**,filename=$work/h2.jfr${settings:+,$settings}")

cpu plain "$java" "${program[@]}" >/dev/null # warms the file cache
: >"$work/plain.ms"
: >"$work/woven.ms"
for ((i = 1; i <= runs; i++)); do
  cpu plain "$java" "${program[@]}" >>"$work/plain.ms"
  cpu woven "$java" "${recorded[@]}" "${program[@]}" >>"$work/woven.ms"
done
diff "$work/plain.log" "$work/woven.log"
"$java" -version 2>&1 | head -n 1
echo "same $(cat "$work/plain.log") of $statements statements; recording $(stat -c %s "$work/h2.jfr") bytes"
ratio "$work/plain.ms" "$work/woven.ms" "$runs" "with $profile${settings:+, $settings}"
