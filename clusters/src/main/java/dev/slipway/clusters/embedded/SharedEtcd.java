package dev.slipway.clusters.embedded;

import dev.slipway.clusters.files.PrivateFiles;
import dev.slipway.clusters.pki.CertificateAuthority;
import dev.slipway.clusters.pki.Credential;
import dev.slipway.clusters.pki.Subject;
import dev.slipway.clusters.pki.Tls;
import dev.slipway.clusters.process.ChildSpec;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one etcd under all embedded clusters, started by whichever needs it first.
 *
 * <p>Its authority is not that of any cluster: a client certificate for an API server must not open the store. It
 * compacts itself, because API servers that share a store would do it for each other.
 */
final class SharedEtcd {

    private final Path folder;
    private final Tools tools;
    private final ProcessSupervisor supervisor;
    private final Ports ports;
    private final boolean durable;
    private final List<Consumer<String>> exitListeners = new CopyOnWriteArrayList<>();

    private @Nullable Access access;

    /** How an API server reaches it. */
    record Access(URI endpoint, Path authority, Credential client, EtcdKeys keys) {}

    SharedEtcd(Path folder, Tools tools, ProcessSupervisor supervisor, Ports ports, boolean durable) {
        this.folder = folder;
        this.tools = tools;
        this.supervisor = supervisor;
        this.ports = ports;
        this.durable = durable;
    }

    /** True if it may hold keys: it was started once with this data directory. */
    boolean hasData() {
        return Files.exists(folder.resolve("data"));
    }

    void onExit(Consumer<String> listener) {
        exitListeners.add(listener);
    }

    void removeOnExit(Consumer<String> listener) {
        exitListeners.remove(listener);
    }

    /** Starts it unless it runs already; doesn't wait until it answers, as its clients retry. */
    synchronized Access start() {
        if (access != null) {
            return access;
        }
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("pki"), "slipway-etcd");
        Credential server = authority.server("server", "etcd", List.of("localhost"));
        Credential client = authority.client("client", new Subject("slipway", Set.of()));
        int port = ports.claim(folder.resolve("ports.properties"), "client");
        int peerPort = ports.claim(folder.resolve("ports.properties"), "peer");
        URI endpoint = URI.create("https://127.0.0.1:" + port);
        supervisor.start(
                new ChildSpec("etcd", 0, command(endpoint, peerPort, authority, server), Map.of("GOGC", "75")),
                reason -> exitListeners.forEach(listener -> listener.accept(reason)));
        EtcdKeys keys = new EtcdKeys(endpoint, Tls.context(authority.certificateFile(), client));
        access = new Access(endpoint, authority.certificateFile(), client, keys);
        return access;
    }

    private List<String> command(URI endpoint, int peerPort, CertificateAuthority authority, Credential server) {
        Path data = folder.resolve("data");
        try {
            PrivateFiles.createFolder(data);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create %s: %s".formatted(data, e.getMessage()), e);
        }
        String peer = "https://127.0.0.1:" + peerPort;
        List<String> command = new ArrayList<>(List.of(
                tools.require(EmbeddedEnvironment.ETCD).toString(),
                "--name=slipway",
                "--data-dir=" + data,
                "--listen-client-urls=" + endpoint,
                "--advertise-client-urls=" + endpoint,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=slipway=" + peer,
                "--cert-file=" + server.certificate(),
                "--key-file=" + server.key(),
                "--trusted-ca-file=" + authority.certificateFile(),
                "--client-cert-auth=true",
                "--peer-cert-file=" + server.certificate(),
                "--peer-key-file=" + server.key(),
                "--peer-trusted-ca-file=" + authority.certificateFile(),
                "--peer-client-cert-auth=true",
                "--auto-compaction-mode=periodic",
                "--auto-compaction-retention=5m",
                "--quota-backend-bytes=8589934592",
                "--logger=zap",
                "--log-level=warn"));
        if (!durable) {
            command.add("--unsafe-no-fsync");
        }
        return command;
    }
}
