package dev.slipway.gitops.golden.transport;

import dev.slipway.gitops.golden.signing.PrivateKeys;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenSettings.Ssh;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** Who the portal is to a remote, and whom it trusts. Nothing of the machine's own SSH configuration counts. */
public final class RemoteAccess implements AutoCloseable {

    private final GoldenSettings settings;
    private final KnownHosts hosts;
    private final SshdSessionFactory ssh;
    private final @Nullable TrustedCertificates certificates;

    /**
     * @param home a directory for SSH's own use
     * @throws IllegalArgumentException if a key or certificate can't be read, or the URL has a password in it
     */
    public RemoteAccess(GoldenSettings settings, Path home) {
        GoldenSettings.requireNoUser(
                settings.url(), "slipway.golden.url", "slipway.golden.username and slipway.golden.password");
        this.settings = settings;
        this.hosts =
                KnownHosts.of(settings.ssh().knownHostsFile(), settings.ssh().knownHosts());
        this.ssh = ssh(key(settings.ssh()), directory(home));
        this.certificates = settings.caFile() == null ? null : TrustedCertificates.of(settings.caFile());
    }

    private static File directory(Path home) {
        try {
            return Files.createDirectories(home).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<KeyPair> key(Ssh settings) {
        String inline = settings.key();
        if (inline != null) {
            return List.of(PrivateKeys.parse(inline, settings.passphrase(), "slipway.golden.ssh.key"));
        }
        Path file = settings.keyFile();
        return file == null
                ? List.of()
                : List.of(PrivateKeys.read(file, settings.passphrase(), "slipway.golden.ssh.key-file"));
    }

    private SshdSessionFactory ssh(List<KeyPair> keys, File home) {
        return new SshdSessionFactoryBuilder()
                .setPreferredAuthentications("publickey")
                .setHomeDirectory(home)
                .setSshDirectory(home)
                .setConfigFile(any -> new File(home, "config"))
                .setDefaultKeysProvider(any -> keys)
                .setServerKeyDatabase((any, other) -> hosts)
                .setConnectorFactory(null)
                .build(null);
    }

    /** Has a command reach the remote as the settings say. */
    public <C extends TransportCommand<C, ?>> C apply(C command) {
        command.setTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        command.setTransportConfigCallback(this::configure);
        String username = settings.username();
        String password = settings.password();
        if (username != null || password != null) {
            command.setCredentialsProvider(new UsernamePasswordCredentialsProvider(
                    Objects.requireNonNullElse(username, "slipway"), Objects.requireNonNullElse(password, "")));
        }
        return command;
    }

    private void configure(Transport transport) {
        if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
        }
        if (transport instanceof TransportHttp overHttp && certificates != null) {
            overHttp.setHttpConnectionFactory(certificates);
        }
    }

    /** Why an exchange failed, for the operator to read. */
    public String explain(Throwable failure) {
        String refusal = hosts.refusal();
        if (refusal != null) {
            return refusal;
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String first = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String last = Objects.requireNonNullElse(root.getMessage(), root.toString());
        return first.contains(last) ? first : first + ": " + last;
    }

    @Override
    public void close() {
        ssh.close();
    }
}
