package dev.slipway.gitops.golden.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** The hosts' keys that are trusted; any other is refused, and said by its fingerprint so that somebody can check it. */
final class KnownHosts implements ServerKeyDatabase {

    private static final String REVOKED = "revoked";

    private final List<KnownHostEntry> entries;
    private volatile @Nullable String refusal;

    private KnownHosts(List<KnownHostEntry> entries) {
        this.entries = entries;
    }

    static KnownHosts of(@Nullable Path file, @Nullable String lines) {
        try {
            String text = file == null ? "" : Files.readString(file);
            return parse(lines == null ? text : text + "\n" + lines);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.ssh.known-hosts-file is %s, which can't be read".formatted(file), e);
        }
    }

    private static KnownHosts parse(String lines) throws IOException {
        try (BufferedReader reader = new BufferedReader(new StringReader(lines))) {
            return new KnownHosts(KnownHostEntry.readKnownHostEntries(reader));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "slipway.golden.ssh.known-hosts can't be read (%s); expected lines as ssh-keyscan writes them"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Why the last host was refused, or {@code null} where it wasn't. */
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
        List<PublicKey> keys = new ArrayList<>();
        for (KnownHostEntry entry : matching(remote)) {
            PublicKey key = key(entry);
            if (key != null && !REVOKED.equals(entry.getMarker())) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public boolean accept(
            String address,
            InetSocketAddress remote,
            PublicKey offered,
            Configuration configuration,
            @Nullable CredentialsProvider provider) {
        boolean known = false;
        for (KnownHostEntry entry : matching(remote)) {
            if (KeyUtils.compareKeys(key(entry), offered)) {
                if (REVOKED.equals(entry.getMarker())) {
                    return refuse(remote, offered, "which slipway.golden.ssh.known-hosts marks as revoked");
                }
                known = true;
            }
        }
        if (known) {
            refusal = null;
            return true;
        }
        return refuse(
                remote,
                offered,
                matching(remote).isEmpty()
                        ? "and slipway.golden.ssh.known-hosts has no key of this host; if the fingerprint is right, add the line of ssh-keyscan"
                        : "but slipway.golden.ssh.known-hosts has another key of this host: somebody may pretend to be it");
    }

    private boolean refuse(InetSocketAddress remote, PublicKey offered, String why) {
        refusal = "%s:%d shows the %s host key %s, %s"
                .formatted(
                        remote.getHostString(),
                        remote.getPort(),
                        KeyUtils.getKeyType(offered),
                        KeyUtils.getFingerPrint(BuiltinDigests.sha256, offered),
                        why);
        return false;
    }

    private List<KnownHostEntry> matching(InetSocketAddress remote) {
        int port = remote.getPort() <= 0 ? SshConstants.DEFAULT_PORT : remote.getPort();
        return entries.stream()
                .filter(entry -> entry.isHostMatch(remote.getHostString(), port))
                .toList();
    }

    private static @Nullable PublicKey key(KnownHostEntry entry) {
        try {
            return entry.getKeyEntry() == null ? null : entry.getKeyEntry().resolvePublicKey(null, null);
        } catch (IOException | GeneralSecurityException e) {
            return null;
        }
    }
}
