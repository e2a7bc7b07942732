# shellcheck shell=sh
# shellcheck disable=SC2034 # root is for those who source this
# What the checks of the shell scripts share. Sourced, never run.

root=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
work=$(cd "$work" && pwd -P)
started=
# shellcheck disable=SC2317 # called by a trap
clean_up() {
    for process in $started; do kill "$process" 2>/dev/null || :; done
    rm -rf "$work"
}
trap clean_up EXIT

# check WHAT COMMAND...: WHAT holds when COMMAND succeeds
check() {
    check_what=$1
    shift
    if "$@"; then
        printf 'ok      %s\n' "$check_what"
    else
        printf 'FAILED  %s: %s\n' "$check_what" "$*" >&2
        for file in "$work"/*.out; do [ ! -f "$file" ] || sed "s|^|        |" "$file" >&2; done
        exit 1
    fi
}

# eventually SECONDS COMMAND...: COMMAND succeeds before the time is over
eventually() {
    eventually_left=$1
    shift
    until "$@" 2>/dev/null; do
        [ "$eventually_left" -gt 0 ] || return 1
        eventually_left=$((eventually_left - 1))
        sleep 1
    done
}

refused() { ! "$@"; }
says() { grep -q -e "$2" "$work/$1.out"; }
