package dev.slipway.portal.ledger.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who hears of new entries.
 *
 * @param webhooks the targets; only the operator names them, so the portal calls nobody that a user chose
 */
@ConfigurationProperties("slipway.ledger")
record WebhookSettings(List<Target> webhooks) {

    WebhookSettings(@Nullable List<Target> webhooks) {
        this.webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
        Set<URI> urls = new HashSet<>();
        this.webhooks.forEach(target -> {
            if (!urls.add(target.url())) {
                throw new IllegalArgumentException("slipway.ledger.webhooks names " + target.shown() + " twice");
            }
        });
    }

    /**
     * A target.
     *
     * @param url where events are posted to, {@code http} or {@code https}
     * @param secret signs each request, at least 16 characters; empty for no signature
     * @param types the entries' types that it hears of, all where empty
     */
    record Target(URI url, String secret, Set<String> types) {

        private static final int SHORTEST_SECRET = 16;

        /** Enough to tell a few targets apart, too little to find out what was digested. */
        private static final int DIGEST_BYTES = 4;

        Target(URI url, @Nullable String secret, @Nullable Set<String> types) {
            this.url = url;
            this.secret = secret == null ? "" : secret;
            this.types = types == null ? Set.of() : Set.copyOf(types);
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException(
                        "slipway.ledger.webhooks: url is '%s', expected http or https with a host".formatted(plain()));
            }
            if (!this.secret.isEmpty() && this.secret.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException(
                        "slipway.ledger.webhooks: the secret of %s has %d characters, expected %d"
                                .formatted(shown(), this.secret.length(), SHORTEST_SECRET));
            }
        }

        /** What tells it from the others, without what may be secret in it: a digest stands for query and user. */
        String shown() {
            String plain = plain();
            return url.toString().equals(plain) ? plain : plain + " (" + digest() + ")";
        }

        private String digest() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(url.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        /** Without query and user. */
        String plain() {
            return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                    + url.getPath();
        }
    }
}
