package dev.slipway.clusters.remote;

import java.net.URI;
import java.util.Set;

/** Checks the URLs of API servers. */
final class ServerUrl {

    private static final int LONGEST = 2_048;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private ServerUrl() {}

    static String checked(String url) {
        URI uri = parsed(url);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The server '%s' is no URL such as https://api.example.org:6443".formatted(shown(url)));
        }
        boolean secure = "https".equals(uri.getScheme());
        if (!secure && !("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()))) {
            throw new IllegalArgumentException(
                    "The server '%s' is not reached over https, as it must be".formatted(shown(url)));
        }
        return url.replaceAll("/+$", "");
    }

    private static URI parsed(String url) {
        try {
            if (url.length() > LONGEST) {
                throw new IllegalArgumentException("longer than " + LONGEST);
            }
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The server '%s' is no URL such as https://api.example.org:6443".formatted(shown(url)), e);
        }
    }

    /** What stands before an @ may be a password. */
    private static String shown(String url) {
        String harmless = url.replaceAll("//[^/@]*@", "//…@");
        return harmless.length() > 100 ? harmless.substring(0, 100) + "…" : harmless;
    }
}
