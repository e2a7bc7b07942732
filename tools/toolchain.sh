# shellcheck shell=sh
# shellcheck disable=SC2154 # here, cache and platform are set by install
# Finds the Go that builds the tools. Sourced by install.

go=
go_sought=
# find_go: sets $go to the person's Go, or else to the pinned toolchain, fetched when it may be. Tries once.
find_go() {
    if [ -n "$go_sought" ]; then
        [ -n "$go" ]
        return
    fi
    go_sought=yes
    go=$(command -v go || :)
    case $("${go:-false}" env GOVERSION 2>/dev/null || :) in
        go1.[0-9] | go1.[0-9].* | go1.1[0-9]* | go1.20* | '') ;; # too old to fetch the toolchain that go.mod asks for
        *) return 0 ;;
    esac
    go_archive=$(sed -n "s/.* \(v[^ ]*\.$platform\.zip\)\$/\1/p" "$here/checksums.txt")
    go=$cache/go/${go_archive%.zip}/bin/go
    [ ! -x "$go" ] || return 0
    fetch_go "$cache/go/.fetch" && return 0
    go=
    return 1
}

# fetch_go DIRECTORY: fetches and checks the toolchain with DIRECTORY as the place to work in.
fetch_go() {
    [ -n "$go_archive" ] && [ "${SLIPWAY_DOWNLOADS:-}" != never ] && command -v curl >/dev/null || return 1
    fetch_url=${SLIPWAY_DOWNLOAD_BASE:-https://proxy.golang.org}/golang.org/toolchain/@v/$go_archive
    rm -rf "$1" && mkdir -p "$1"
    show fetching go "fetching the toolchain $go_archive"
    if ! curl -fsSL --retry 2 -o "$1/go.zip" "$fetch_url" 2>"$1/why"; then
        fetch_refused "$(cat "$1/why")"
    elif ! grep -q "^$(sha256 "$1/go.zip")  $go_archive\$" "$here/checksums.txt"; then
        fetch_refused "its SHA-256 is $(sha256 "$1/go.zip"), which is not the one in tools/checksums.txt"
    elif ! unpack "$1/go.zip" "$1" 2>"$1/why"; then
        fetch_refused "it can't be unpacked: $(cat "$1/why")"
    else
        mv "$1/golang.org/toolchain@${go_archive%.zip}" "$cache/go/${go_archive%.zip}"
    fi
    rm -rf "$1"
    [ -x "$go" ]
}

fetch_refused() { warn "the Go toolchain from $fetch_url is not usable: $1"; }

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }

# unpack ZIP DIRECTORY: the module proxy's archives carry no modes, hence the chmod.
unpack() {
    if command -v unzip >/dev/null; then unzip -q "$1" -d "$2"; else (cd "$2" && jar xf "$1"); fi || return 1
    chmod 755 "$2"/golang.org/toolchain@*/bin/* "$2"/golang.org/toolchain@*/pkg/tool/*/*
}
