# shellcheck shell=sh
# shellcheck disable=SC2154 # root is set by whoever sources this
# Finds Java and builds modules when their sources are newer than what was built. Sourced, never run.

java=
# require_java: sets $java to a Java 17 or newer, from JAVA_HOME or PATH
require_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/java}
    [ -x "$java" ] || java=$(command -v java) || die "there is no java: install a JDK, 17 or newer"
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${java_version:-0}" -ge 17 ] || die "$java is Java ${java_version:-unknown}: expected a JDK, 17 or newer"
}

built_stamp() { say "$root/$1/target/.slipway-built"; }

# sources MODULE: what MODULE is built from; the portal from all modules, the CLI from its own
sources() {
    case $1 in
        portal) printf '%s\n' "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root/deploy/jvm.options" ;;
        *) printf '%s\n' "$root/pom.xml" "$root/$1/pom.xml" "$root/$1/src/main" ;;
    esac
}

is_built() {
    [ -f "$(built_stamp "$1")" ] || return 1
    (
        IFS='
'
        # shellcheck disable=SC2046 # a list of paths
        [ -z "$(find $(sources "$1") -newer "$(built_stamp "$1")" -print | head -n 1)" ]
    )
}

ensure_built() {
    ensure_stale=
    for module in "$@"; do is_built "$module" || ensure_stale="$ensure_stale $module"; done
    # shellcheck disable=SC2086 # a list of names
    [ -z "$ensure_stale" ] || build $ensure_stale
}

# build MODULE...: the stamp is older than the build, so that an edit made meanwhile counts as newer. Tests and the
# format of the sources are for ./slipway test to judge.
build() {
    command -v mvn >/dev/null || die "there is no mvn: install Maven, 3.8 or newer"
    say "Building $* (the first time downloads what it needs and takes a few minutes)" >&2
    begin_build
    # Maven ends with colours set back even where it never set any, and where that goes into a file.
    (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.noreset=true" mvn -q -B -ntp -Dmaven.test.skip=true \
        -Dspotless.check.skip package -pl "$(say "$*" | tr ' ' ',')" -am) >&2 ||
        die "the build failed; its messages are above"
    for module in "$@"; do mark_built "$module"; done
}

begin_build() { mkdir -p "$root/target" && : >"$root/target/.slipway-begun"; }

# mark_built MODULE: MODULE is built from its sources as of the latest begin_build
mark_built() {
    [ "$1" != portal ] || unpack_portal
    touch -r "$root/target/.slipway-begun" "$(built_stamp "$1")"
}

# The portal as it is started: java @portal_app/jvm.options -jar portal_app/portal.jar
portal_app() { say "$root/portal/target/app"; }

# unpack_portal: the jar beside its libraries starts faster than with them inside, and a running portal keeps the files
# it was started from when the next one is built
unpack_portal() {
    rm -rf "$(portal_app)"
    "$java" -Djarmode=tools -jar "$root/portal/target/portal.jar" extract --destination "$(portal_app)"
    cp "$root/deploy/jvm.options" "$(portal_app)/jvm.options"
    say "\"-XX:SharedArchiveFile=$(portal_app)/portal.jsa\"" >>"$(portal_app)/jvm.options"
}
