package dev.slipway.sbom;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the thing to scan comes from. Every source is checked against a strict grammar when made, so that none can be
 * taken for an option or reach outside its place.
 */
public sealed interface Source {

    /** How the source is written for people: reference, URL with ref, or path. */
    String text();

    /**
     * A container image, pulled from its registry for the host's architecture.
     *
     * @param reference {@code [registry/]name[:tag][@digest]}, at most 512 characters; plain HTTP is spoken to loopback
     *     registries only
     */
    record Image(String reference) implements Source {

        /** The grammar of github.com/distribution/reference, registry names restricted to host and port. */
        private static final Pattern GRAMMAR = Pattern.compile("""
                (?<registry>(localhost|\\[::1]|[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+|[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(?=:))(:[0-9]{1,5})?/)?\
                [a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\
                (:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?\
                (@sha256:[0-9a-f]{64})?""");

        /** @throws IllegalArgumentException if the reference isn't one */
        public Image {
            // The length comes first: it bounds the work of the grammar.
            if (reference.length() > 512 || !GRAMMAR.matcher(reference).matches()) {
                throw new IllegalArgumentException("The image reference is " + quote(reference)
                        + "; expected [registry/]name[:tag][@sha256:…] of at most 512 characters");
            }
        }

        /** The registry's host and port; {@code docker.io} if the reference names none. */
        public String registry() {
            var matcher = GRAMMAR.matcher(reference);
            String registry = matcher.matches() ? matcher.group("registry") : null;
            return registry == null ? "docker.io" : registry.substring(0, registry.length() - 1);
        }

        /** The registry's host without its port; an IPv6 address has its brackets. */
        public String host() {
            return registry().replaceFirst(":[0-9]+$", "");
        }

        @Override
        public String text() {
            return reference;
        }
    }

    /**
     * A Git repository, cloned without history.
     *
     * @param url {@code https}, {@code http} or {@code ssh}, without password, query or fragment, at most 1,000 characters
     * @param ref a branch, a tag, a full reference or a full commit id; the remote's default branch if absent
     */
    record GitRepository(URI url, @Nullable String ref) implements Source {

        private static final Set<String> SCHEMES = Set.of("https", "http", "ssh");
        private static final Pattern HOST =
                Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}]");
        private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~+@%-]+)+/?");
        private static final Pattern REF =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@-]*(/[A-Za-z0-9_][A-Za-z0-9._+@-]*)*");

        /** @throws IllegalArgumentException if the URL or the ref isn't as described above */
        public GitRepository {
            requireUrl(url);
            if (ref != null && !isRef(ref)) {
                throw new IllegalArgumentException("The Git ref is " + quote(ref)
                        + "; expected a branch, a tag, refs/… or a commit id of at most 200 characters");
            }
        }

        @Override
        public String text() {
            return ref == null ? url.toString() : url + "#" + ref;
        }

        private static void requireUrl(URI url) {
            String text = url.toString();
            boolean valid = text.length() <= 1000
                    && url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && HOST.matcher(url.getHost()).matches()
                    && (url.getRawUserInfo() == null || isSshUser(url))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && PATH.matcher(url.getRawPath()).matches()
                    && !("/" + url.getPath() + "/").contains("/../");
            if (!valid) {
                throw new IllegalArgumentException(
                        "The Git URL is " + quote(withoutPassword(text))
                                + "; expected https://, http:// or ssh:// with host and path and no password, query or fragment");
            }
        }

        private static boolean isSshUser(URI url) {
            return "ssh".equalsIgnoreCase(url.getScheme())
                    && USER.matcher(url.getRawUserInfo()).matches();
        }

        private static boolean isRef(String ref) {
            return ref.length() <= 200
                    && REF.matcher(ref).matches()
                    && !ref.contains("..")
                    && !ref.contains("@{")
                    && !ref.endsWith(".lock")
                    && !ref.endsWith(".");
        }

        private static String withoutPassword(String url) {
            return url.replaceFirst("//[^/@]*@", "//…@");
        }
    }

    /**
     * A file or directory on the portal's own machine. Never made from what a user wrote.
     *
     * @param path made absolute
     */
    record Artifact(Path path) implements Source {

        /** Makes the path absolute, since a relative one could be taken for an option. */
        public Artifact {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public String text() {
            return path.toString();
        }
    }

    /** A value from outside, safe to show in a message: shortened, without control characters. */
    static String quote(String value) {
        String shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        return "'" + shown.replaceAll("\\p{C}", "?") + "'";
    }
}
