# Copyright the jmemtrace authors
# SPDX-License-Identifier: Apache-2.0
#
# What record and analyze have in common. They set `command` (their name) and `bin` (where they lie) and
# source this file: it lies in lib/ of an unpacked archive, or in recorder/dist of a checkout.

# Three lines: what failed, why, what to do. 69 is EX_UNAVAILABLE: apart from all that the commands themselves return.
fail() {
    printf '%s: %s\n  %s\n  %s\n' "$command" "$1" "$2" "$3" >&2
    exit 69
}

# Sets `java` and `jdk` (the directory that JAVA_HOME would name).
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        jdk=$JAVA_HOME
        java=$jdk/bin/java
        [ -x "$java" ] || fail "no java in JAVA_HOME" "JAVA_HOME is $JAVA_HOME, which has no bin/java" \
            "Point JAVA_HOME at a JDK 17 or later, or unset it to take java from the PATH"
    else
        java=$(command -v java) || fail "java not found" "JAVA_HOME is not set and java is not on the PATH" \
            "Install a JDK 17 or later, or point JAVA_HOME at one"
        jdk=$(readlink -f -- "$java" 2>/dev/null || printf '%s' "$java")
        jdk=${jdk%/bin/java}
    fi
    check_release
}

# Reads the version from the file that each JDK has: asking java itself would double the time to start.
check_release() {
    [ -r "$jdk/release" ] || return 0
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#*\"}
                version=${version%\"*}
                major=${version%%[!0-9]*}
                if [ "${major:-17}" -lt 17 ]; then
                    fail "Java $version is too old" "$jdk is older than 17" \
                        "Install a JDK 17 or later and point JAVA_HOME at it"
                fi
                return 0
                ;;
        esac
    done <"$jdk/release"
}

# launch MAIN-CLASS ARGUMENT..., with `jvm_options` set to what the command wants of its JVM.
launch() {
    find_java
    if [ -f "$bin/../lib/jmemtrace-agent.jar" ]; then
        home=$(CDPATH='' cd -- "$bin/.." && pwd -P)
    else
        root=$(CDPATH='' cd -- "$bin/../.." && pwd -P)
        home=$root/target/jmemtrace
        # The archive is made last: without it, the directory is missing or half made.
        if [ ! -f "$home.tar.gz" ]; then
            . "$root/recorder/dist/build-once.sh"
            build_once
        fi
    fi

    # An environment that names no charset (containers, CI) means UTF-8 here, where Java would take ASCII.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        '' | *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*)
            # JDK 17 knows its streams' charset by the names with "sun.", JDK 19 and later by the others.
            jvm_options="$jvm_options -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
            jvm_options="$jvm_options -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8"
            ;;
    esac

    # Libraries load native code, of which JDK 24 and later warn without the first of these.
    jvm_options="--enable-native-access=ALL-UNNAMED -XX:-UsePerfData $jvm_options"
    set -f # the options are split at blanks, but not globbed; JAVA_OPTS comes later, so that it wins
    exec "$java" $jvm_options ${JAVA_OPTS:-} "-Djmemtrace.home=$home" -cp "$home/lib/$command/*" "$@"
}
