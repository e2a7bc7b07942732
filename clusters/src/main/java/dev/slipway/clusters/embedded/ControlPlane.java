package dev.slipway.clusters.embedded;

import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.connection.Connections;
import dev.slipway.clusters.connection.Kubeconfigs;
import dev.slipway.clusters.pki.CertificateAuthority;
import dev.slipway.clusters.pki.Credential;
import dev.slipway.clusters.pki.Subject;
import dev.slipway.clusters.process.ChildProcess;
import dev.slipway.clusters.process.ChildSpec;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The processes of one Kubernetes control plane: an API server on the shared etcd, controllers, scheduler and kwok. */
final class ControlPlane {

    private static final int API_SERVER_RANK = 1;
    private static final int CONTROLLER_RANK = 2;

    private final ControlPlaneSpec spec;
    private final EmbeddedEnvironment environment;
    private final List<ChildProcess> children = new ArrayList<>();

    private @Nullable CertificateAuthority authority;
    private @Nullable Consumer<String> disturbed;
    private int port;

    ControlPlane(ControlPlaneSpec spec, EmbeddedEnvironment environment) {
        this.spec = spec;
        this.environment = environment;
    }

    /** Starts etcd if needed and the API server, and returns how to connect to it. */
    synchronized Config startApiServer(Consumer<String> onDisturbance) {
        SharedEtcd.Access etcd = environment.etcd().start();
        CertificateAuthority opened = CertificateAuthority.open(spec.folder().resolve("pki"), "slipway-" + spec.name());
        port = environment.ports().claim(spec.folder().resolve("ports.properties"), "api");
        Credential admin = opened.client("admin", Subject.master("slipway"));
        List<String> command = new ApiServerCommand(spec, opened, etcd, port)
                .build(environment.tools().require(EmbeddedEnvironment.API_SERVER));
        try {
            launch(EmbeddedEnvironment.API_SERVER, API_SERVER_RANK, command, spec.apiServerMemory(), onDisturbance);
        } catch (UncheckedIOException e) {
            environment.ports().release(port);
            throw e;
        }
        authority = opened;
        disturbed = onDisturbance;
        environment.etcd().onExit(onDisturbance);
        return Connections.loopback(port, opened.certificateFile(), admin.certificate(), admin.key());
    }

    /**
     * Starts all that works against the API server; afresh where it is older than the API server, because controllers
     * that lost their API server sit out pauses of up to half a minute before they look again.
     */
    synchronized void startControllers() {
        CertificateAuthority opened = authority;
        if (opened == null) {
            return;
        }
        ControllerCommands commands = new ControllerCommands(spec, opened, port, environment.tools());
        startController(EmbeddedEnvironment.KWOK, commands::kwok, spec.kwokMemory());
        startController(EmbeddedEnvironment.CONTROLLER_MANAGER, commands::controllerManager, spec.controllerMemory());
        startController(EmbeddedEnvironment.SCHEDULER, commands::scheduler, spec.schedulerMemory());
    }

    private void startController(String tool, Supplier<List<String>> command, Memory memory) {
        Optional<ChildProcess> running = child(tool);
        if (running.isEmpty()) {
            launch(tool, CONTROLLER_RANK, command.get(), memory, reason -> {});
        } else if (running.get().startedAt().isBefore(apiServerStart())) {
            running.get().renew();
        }
    }

    private Instant apiServerStart() {
        return child(EmbeddedEnvironment.API_SERVER)
                .map(ChildProcess::startedAt)
                .orElse(Instant.MIN);
    }

    private Optional<ChildProcess> child(String tool) {
        return children.stream()
                .filter(child -> child.spec().name().equals(spec.processPrefix() + tool))
                .findFirst();
    }

    private void launch(String tool, int rank, List<String> command, Memory memory, Consumer<String> onExit) {
        ChildSpec child = new ChildSpec(spec.processPrefix() + tool, rank, command, memory.environment());
        children.add(environment.supervisor().start(child, onExit));
    }

    Optional<Kubeconfig> kubeconfig(String user, Set<String> groups, Duration validity) {
        CertificateAuthority opened;
        synchronized (this) {
            opened = authority;
        }
        return Optional.ofNullable(opened)
                .map(issuer -> Kubeconfigs.issue(spec.name(), port, issuer, user, groups, validity));
    }

    /** Ends its processes; those that were started by others, such as etcd, stay. */
    synchronized void stop() {
        environment.supervisor().stop(children);
        if (disturbed != null) {
            environment.etcd().removeOnExit(disturbed);
        }
        environment.ports().release(port);
    }

    /** Removes the logs after {@link #stop}. */
    synchronized void deleteLogs() throws IOException {
        environment.supervisor().deleteLogs(children);
    }

    synchronized List<ChildProcess> processes() {
        return List.copyOf(children);
    }

    synchronized int livingProcesses() {
        return (int) children.stream().filter(ChildProcess::isAlive).count();
    }

    /** How much memory a Go program should stay under. */
    record Memory(int gogc, int limitMebibytes) {

        Map<String, String> environment() {
            return Map.of("GOGC", Integer.toString(gogc), "GOMEMLIMIT", limitMebibytes + "MiB");
        }
    }

    /**
     * What differs between control planes.
     *
     * @param name the cluster's name
     * @param processPrefix begins the names of its processes
     * @param folder its keys and settings
     * @param etcdPrefix ends with '/'
     * @param issuer of its service account tokens
     * @param controllers which controllers run, as {@code --controllers}
     * @param kwokNodes kwok's option that says which nodes it simulates
     */
    record ControlPlaneSpec(
            String name,
            String processPrefix,
            Path folder,
            String etcdPrefix,
            String issuer,
            String controllers,
            String kwokNodes,
            Memory apiServerMemory,
            Memory controllerMemory,
            Memory schedulerMemory,
            Memory kwokMemory) {}
}
