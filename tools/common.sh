# shellcheck shell=sh
# What the launcher and the tools' installer share. Sourced, never run.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "slipway: $*" >&2; }
die() {
    warn "$@"
    exit 1
}

# alive PID NAME: is PID a running process whose command line holds NAME? (A number alone may be in use again.)
alive() {
    case $1 in '' | *[!0-9]*) return 1 ;; esac
    kill -0 "$1" 2>/dev/null || return 1
    alive_args=$(ps -ww -o args= -p "$1" 2>/dev/null) || return 0
    case $alive_args in *"$2"*) return 0 ;; *) return 1 ;; esac
}

# descendants PID: the process ids below PID, children before grandchildren.
descendants() {
    ps -A -o pid= -o ppid= | awk -v root="$1" '
        { parent[$1] = $2 }
        END {
            seen[root] = 1
            do {
                grown = 0
                for (pid in parent)
                    if (!(pid in seen) && parent[pid] in seen) { seen[pid] = 1; grown = 1; print pid }
            } while (grown)
        }'
}

# stop_tree PID: ends PID and all it started.
stop_tree() {
    stop_pids=$(descendants "$1")
    # shellcheck disable=SC2086 # a list of numbers
    kill -TERM "$1" $stop_pids 2>/dev/null || :
}

# take_lock FILE NAME: true when this process holds FILE now. The lock is a link whose target is the holder's
# process id, made in one step, so nobody ever sees a lock without a holder.
take_lock() {
    ln -s "$$" "$1" 2>/dev/null && return 0
    lock_holder=$(readlink "$1") || return 1
    alive "$lock_holder" "$2" && return 1
    mv "$1" "$1.stale.$$" 2>/dev/null || return 1
    if [ "$(readlink "$1.stale.$$")" != "$lock_holder" ]; then
        mv "$1.stale.$$" "$1" # somebody else took it over between the two looks
        return 1
    fi
    rm -f "$1.stale.$$"
    ln -s "$$" "$1" 2>/dev/null
}

lock_holder() { readlink "$1" 2>/dev/null || :; }
