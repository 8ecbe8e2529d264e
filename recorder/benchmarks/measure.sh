# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# What the benchmarks of whole programs have in common; they set `work`, a directory to write to, and source this file.

# cpu NAME COMMAND...: runs it with its output in NAME.log, and prints its CPU time (user + system) in milliseconds.
# NAME.time has user, system and elapsed time in seconds.
cpu() {
  local name=$1 status
  shift
  TIMEFORMAT='%3U %3S %3R'
  { time "$@" >"$work/$name.log" 2>&1; status=$?; } 2>"$work/$name.time"
  [ "$status" = 0 ] || { echo "exit code $status of $name, see $work/$name.log" >&2; return 1; }
  awk '{ printf "%d\n", ($1 + $2) * 1000 }' "$work/$name.time"
}

# Of numbers on standard input, a line each.
median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

# ratio PLAIN OTHER RUNS WHAT: the medians of two files of milliseconds, and how many times the first the other is.
ratio() {
  awk -v p="$(median <"$1")" -v w="$(median <"$2")" -v n="$3" -v o="$4" 'BEGIN {
    printf "CPU time, medians of %d alternating runs: as it is %.2f s, %s %.2f s: x%.2f\n", n, p / 1000, o, w / 1000, w / p }'
}
