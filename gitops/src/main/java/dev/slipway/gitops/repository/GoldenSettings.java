package dev.slipway.gitops.repository;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the golden repository is, and as whom the portal writes to it.
 *
 * @param url the remote over HTTPS, HTTP, SSH or a path; {@code null} for the portal's own
 * @param branch the branch that counts
 * @param username the user for HTTP
 * @param password the password or token for HTTP
 * @param caFile certificates (PEM) that alone are trusted for HTTPS; {@code null} for those that Java trusts
 * @param poll how often a remote is asked for news, in case no webhook tells
 * @param timeout how long one exchange with the remote may take
 * @param ssh how to reach a remote over SSH
 * @param signing whether and how commits are signed
 */
@ConfigurationProperties("slipway.golden")
public record GoldenSettings(
        @Nullable String url,
        @DefaultValue("main") String branch,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path caFile,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue Ssh ssh,
        @DefaultValue Signing signing) {

    private static final Pattern USER_IN_HTTP = Pattern.compile("(?i)https?://[^/?#]*@");

    /**
     * Sees that a URL over HTTP holds no user or password: it is shown on pages, in logs and to clusters.
     *
     * @param setting the setting that gave it
     * @param instead which settings such things belong to
     * @throws IllegalArgumentException if it holds some; the message doesn't repeat them
     */
    public static void requireNoUser(@Nullable String url, String setting, String instead) {
        if (url != null && USER_IN_HTTP.matcher(url.strip()).lookingAt()) {
            throw new IllegalArgumentException(
                    "%s has a user, password or token before the host; leave that out and set %s instead"
                            .formatted(setting, instead));
        }
    }

    /** A repository at a URL, reached without a key and written without signatures. */
    public static GoldenSettings of(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            Duration poll,
            Duration timeout) {
        return new GoldenSettings(
                url,
                "main",
                username,
                password,
                null,
                poll,
                timeout,
                new Ssh(null, null, null, null, null),
                new Signing(null, null, null));
    }

    /**
     * How to reach a remote over SSH. Hosts whose key isn't known are refused.
     *
     * @param keyFile the private key, as OpenSSH or PEM
     * @param key the private key itself, instead of a file
     * @param passphrase what the private key is encrypted with
     * @param knownHostsFile the hosts' keys in the format of OpenSSH's {@code known_hosts}
     * @param knownHosts those lines themselves, instead of a file
     */
    public record Ssh(
            @Nullable Path keyFile,
            @Nullable String key,
            @Nullable String passphrase,
            @Nullable Path knownHostsFile,
            @Nullable String knownHosts) {}

    /**
     * How commits are signed.
     *
     * @param format which signature; {@code null} for none
     * @param keyFile the private key: OpenSSH or PEM for SSH, an armored secret key for OpenPGP
     * @param passphrase what the private key is encrypted with
     */
    public record Signing(
            @Nullable Format format,
            @Nullable Path keyFile,
            @Nullable String passphrase) {

        /** The signatures that Git knows and the portal makes. */
        public enum Format {
            SSH,
            OPENPGP
        }
    }
}
