#!/usr/bin/env bash
# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# What sampling costs: 200 shells that wake five times a second and take a KiB each time, so that each has new pages to be
# counted in each sample, sampled once a second, to the table, JSON, CSV and a flight recording. The CPU time of a short run is taken from that of a long one,
# so that the start of the JVM does not count. Prints percent of one core.
#
#   recorder/benchmarks/process-tree.sh [PROCESSES [SECONDS]]          200 and 30 unless told; JAVA_HOME chooses the JVM
set -euo pipefail

processes=${1:-200}
seconds=${2:-30}
here=$(cd "$(dirname "$0")" && pwd)
record=$here/../bin/record
work=$here/target/process-tree
short=10

rm -rf "$work"
mkdir -p "$work"
cd "$work"
mkfifo wake

# The shells wait in a read of their own, so that no other process is started.
bash -c '
  exec 3<>wake
  for ((i = 0; i < '"$processes"'; i++)); do
    (while :; do read -r -t 0.2 -u 3 || { printf -v more "%1000s" x; kept+=("$more"); }; done) &
  done
  wait' &
root=$!
trap 'kill $(pgrep -P "$root") "$root" 2>/dev/null || true' EXIT
sleep 2

# cpu SECONDS: samples for that time and prints the CPU time in milliseconds
cpu() {
  TIMEFORMAT='%3U %3S'
  { time "$record" process-tree --duration "$1s" -f --json s.json --csv s.csv -o s.jfr "$root" >table 2>said; } 2>time
  awk '{ printf "%d\n", ($1 + $2) * 1000 }' time
}

less=$(cpu "$short")
more=$(cpu $((short + seconds)))
awk -F, '$1 != "sample" { n[$1]++ } END { for (i in n) { s += n[i]; k++ } printf "%.0f processes a sample\n", s / k }' s.csv
awk -F, 'NR > 1 && $28 == 0 { n++ } END { printf "PSS read anew for %.0f %% of the lines\n", 100 * n / (NR - 1) }' s.csv
awk -v m="$more" -v l="$less" -v s="$seconds" 'BEGIN { printf "%.2f %% of one core\n", (m - l) / 10 / s }'
