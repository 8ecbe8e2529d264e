#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# A real program: ecj compiles the sources of commons-math3, in a fresh JVM each time, as it is and recorded with a
# profile. Checks that both runs write the same class files and end alike, and prints the medians of the CPU time
# (user + system, whole process) of runs that alternate, and their ratio.
#
#   recorder/benchmarks/ecj.sh [RUNS [PROFILE [PASSES]]]
#
# 5 runs of each, with calls.jfc, unless told; PASSES is how often a run compiles (1). JAVA_HOME chooses the JVM.
set -euo pipefail

runs=${1:-5}
profile=${2:-calls}
passes=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/ecj
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
ecj_version=3.33.0
math_version=3.6.1

if [ ! -f "$agent" ]; then
  echo "ecj.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
mkdir -p "$work"
if [ ! -d "$work/src" ]; then
  copy=org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy
  mvn -q -B -ntp "$copy" -Dartifact=org.eclipse.jdt:ecj:$ecj_version -DoutputDirectory="$work"
  mvn -q -B -ntp "$copy" -Dartifact=org.apache.commons:commons-math3:$math_version:jar:sources -DoutputDirectory="$work"
  mkdir "$work/src.new"
  (cd "$work/src.new" && jar xf "$work/commons-math3-$math_version-sources.jar")
  mv "$work/src.new" "$work/src"
fi

cd "$work"
cat >Passes.java <<'EOF'
import java.io.PrintWriter;
import java.util.Arrays;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Compiles as often as the first argument says, with the others. */
public final class Passes {
    public static void main(String[] arguments) {
        String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
        boolean good = true;
        for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
            good &= BatchCompiler.compile(options, new PrintWriter(System.out), new PrintWriter(System.err), null);
        }
        System.exit(good ? 0 : 1);
    }
}
EOF
"${java}c" -cp "ecj-$ecj_version.jar" -d . Passes.java
compile=(-cp "ecj-$ecj_version.jar:." Passes "$passes" -nowarn -source 8 -target 8 -proc:none)
recorded=(-javaagent:"$agent" -Xlog:jfr+startup=error
  "-XX:StartFlightRecording:settings=$root/jfc-profiles/$profile.jfc,include=org.eclipse.**,filename=$work/ecj.jfr")

# cpu OUT ARGS...: compiles into OUT and prints the CPU time in milliseconds
cpu() {
  local out=$1 status
  shift
  rm -rf "$out"
  TIMEFORMAT='%3U %3S'
  { time "$java" "$@" "${compile[@]}" -d "$out" src >"$out.log" 2>&1; status=$?; } 2>"$out.time"
  [ "$status" = 0 ] || { echo "ecj.sh: exit code $status, see $work/$out.log" >&2; exit 1; }
  awk '{ printf "%d\n", ($1 + $2) * 1000 }' "$out.time"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

cpu plain >/dev/null # warms the file cache
: >plain.ms
: >woven.ms
for ((i = 1; i <= runs; i++)); do
  cpu plain >>plain.ms
  cpu woven "${recorded[@]}" >>woven.ms
done
diff -r plain woven
plain=$(median <plain.ms)
woven=$(median <woven.ms)
"$java" -version 2>&1 | head -n 1
echo "same $(find plain -name '*.class' | wc -l) class files; recording $(stat -c %s ecj.jfr) bytes"
awk -v p="$plain" -v w="$woven" -v n="$runs" -v o="$profile" -v t="$passes" 'BEGIN {
  printf "CPU time, medians of %d alternating runs of %d: as it is %.2f s, with %s %.2f s: x%.2f\n",
    n, t, p / 1000, o, w / 1000, w / p }'
