# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds a checkout when a launcher is first used in it. Sourced by launch.sh, which sets `root`, `home` and `jdk`.

build_once() {
    command -v mvn >/dev/null 2>&1 || fail "this checkout is not built yet, and Maven is missing" "mvn is not on the PATH" \
        "Install Maven 3.8.1 or later, or unpack a built jmemtrace.tar.gz and run its bin/$command"
    [ -x "$jdk/bin/javac" ] || fail "this checkout is not built yet, and a JDK is missing" "$jdk has no bin/javac" \
        "Install a JDK 17 or later and point JAVA_HOME at it"
    lock=$root/target/first-build.lock
    { mkdir -p "$root/target" && : >>"$lock"; } 2>/dev/null || fail "this checkout is not built yet" \
        "cannot write to $root/target" "Build it as its owner: mvn -DskipTests package"

    exec 9>>"$lock"
    take_lock
    # Whoever had the lock may have built it meanwhile.
    [ -f "$home.tar.gz" ] || build
    exec 9>&-
    [ -d "$lock.held" ] && rmdir "$lock.held"
    return 0
}

# Held until descriptor 9 is closed, so that a killed build leaves no lock behind; systems without flock get a directory.
take_lock() {
    waiting="$command: another first use is building this checkout, waiting for it"
    if command -v flock >/dev/null 2>&1; then
        flock -n 9 || {
            printf '%s\n' "$waiting" >&2
            flock 9
        }
    else
        mkdir "$lock.held" 2>/dev/null || {
            printf '%s (if there is none: rmdir %s)\n' "$waiting" "$lock.held" >&2
            until mkdir "$lock.held" 2>/dev/null; do sleep 1; done
        }
        trap 'rmdir "$lock.held" 2>/dev/null' EXIT
        trap 'exit 130' INT TERM
    fi
}

build() {
    log=$root/target/first-build.log
    quick='-Dmaven.test.skip=true -Dspotless.check.skip=true' # tests and format are the developers' care
    printf '%s: first use of this checkout, building it with Maven (takes a minute or two)\n' "$command" >&2
    : >"$log"
    # The exit code comes as a line of its own after Maven's, since a pipe would lose it.
    {
        (cd "$root" && JAVA_HOME=$jdk mvn -B -ntp -Dstyle.color=never $quick package 2>&1) </dev/null 9>&-
        printf '\nmvn ended with %s\n' $?
    } | {
        while IFS= read -r line; do
            printf '%s\n' "$line" >>"$log"
            case $line in
                '[INFO] Building '*\ \[*/*\])
                    module=${line#'[INFO] Building '}
                    printf '  [%s %s\n' "${line##*\[}" "${module%% *}" >&2
                    ;;
                'mvn ended with '*) exit "${line##* }" ;;
            esac
        done
    }
    code=$?
    if [ "$code" -ne 0 ] || [ ! -f "$home.tar.gz" ]; then
        reason=$(grep -m1 '^\[ERROR\] Failed' "$log" || grep -m1 '^\[ERROR\]' "$log" || tail -n 3 "$log" | head -n 1)
        fail "building this checkout failed (mvn exit $code)" "$reason" \
            "Read $log, or run: cd $root && mvn -DskipTests package"
    fi
}
