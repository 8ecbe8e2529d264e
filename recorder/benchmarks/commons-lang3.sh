#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# A real suite: commons-lang3's own tests, as they are and recorded with a profile, all of its and their classes woven.
# Says which test ended otherwise: none is to. Some tests are skipped or run as chance has it, with and without us
# (those by locale); of these it says how many.
#
#   recorder/benchmarks/commons-lang3.sh [PROFILE]
#
# Takes some 3 minutes a run; with calls.jfc unless told. JAVA_HOME chooses the JVM.
set -euo pipefail

profile=${1:-calls}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/recorder/agent/target/jmemtrace-agent.jar
work=$here/target/commons-lang3

if [ ! -f "$agent" ]; then
  echo "commons-lang3.sh: $agent is missing; run: mvn -DskipTests package" >&2
  exit 1
fi
mkdir -p "$work"
cd "$work"

opens=
for package in lang lang.reflect time time.chrono util util.stream util.function util.concurrent; do
  opens="$opens --add-opens java.base/java.$package=ALL-UNNAMED"
done
dependency() {
  echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version>${4:-}</dependency>"
}
cat >pom.xml <<EOF
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.jmemtrace.check</groupId><artifactId>commons-lang3-tests</artifactId><version>1</version>
  <properties><recorded></recorded><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies>
    $(dependency org.apache.commons commons-lang3 3.14.0)
    $(dependency org.apache.commons commons-lang3 3.14.0 "<classifier>tests</classifier>")
    $(dependency org.junit.jupiter junit-jupiter 5.10.1)
    $(dependency org.junit-pioneer junit-pioneer 1.9.1)
    $(dependency org.easymock easymock 5.2.0)
    $(dependency org.hamcrest hamcrest 2.2)
    $(dependency org.apache.commons commons-text 1.11.0)
    $(dependency org.openjdk.jmh jmh-core 1.37)
    $(dependency com.google.code.findbugs jsr305 3.0.2)
  </dependencies>
  <build><plugins><plugin>
    <artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version>
    <configuration>
      <dependenciesToScan><dependency>org.apache.commons:commons-lang3:jar:tests</dependency></dependenciesToScan>
      <testFailureIgnore>true</testFailureIgnore>
      <argLine>-Xmx512m -Duser.language=en $opens \${recorded}</argLine>
    </configuration>
  </plugin></plugins></build>
</project>
EOF

# Each test with how it ended; what stands in brackets behind a name is the number of one of many runs.
outcomes() {
  local name=$1
  shift
  rm -rf target
  mvn -B -ntp -q test "$@" >"$name.log" 2>&1 || { tail -20 "$name.log" >&2; exit 1; }
  awk '
    /<testcase / {
      split($0, part, "\"")
      test = part[4] " " part[2]
      sub(/\[[0-9]+\]/, "", test)
      end = ""
    }
    /^ *<(failure|error|skipped)/ {
      match($0, /<[a-z]+/)
      end = "  " substr($0, RSTART + 1, RLENGTH - 1)
    }
    /<testcase .*\/>|<\/testcase>/ { print test end }
  ' target/surefire-reports/TEST-*.xml | sort | uniq -c >"$name.txt"
}

outcomes plain
outcomes recorded "-Drecorded=-javaagent:$agent -Xlog:jfr+startup=error -XX:StartFlightRecording:settings=$root/jfc-profiles/$profile.jfc,include=org.apache.commons.**,filename=$work/commons-lang3.jfr"

count() {
  awk -v outcome="$2" '$0 ~ outcome {n += $1} END {print n + 0}' "$1.txt"
}
kinds() { # without how often, which differs where tests are skipped by chance
  sed -E 's/^ *[0-9]+ //' "$1.txt" | grep -v '  skipped$'
}
for name in plain recorded; do
  echo "$name: $(count $name .) tests, $(count $name '  (failure|error)$') failed, $(count $name '  skipped$') skipped"
done
if diff <(kinds plain) <(kinds recorded) && [ "$(count plain .)" = "$(count recorded .)" ]; then
  echo "all ended alike; recording $(stat -c %s commons-lang3.jfr) bytes"
else
  echo "not all ended alike: < plain, > recorded" >&2
  exit 1
fi
