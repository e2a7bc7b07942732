package dev.slipway.clusters.embedded;

import dev.slipway.clusters.ClusterSettings;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.process.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What all embedded clusters share.
 *
 * @param data the absolute data directory
 */
public record EmbeddedEnvironment(
        Path data,
        Tools tools,
        ProcessSupervisor supervisor,
        SharedEtcd etcd,
        Ports ports,
        StartOrder startOrder,
        ClusterSettings settings) {

    static final String ETCD = "etcd";
    static final String API_SERVER = "kube-apiserver";
    static final String CONTROLLER_MANAGER = "kube-controller-manager";
    static final String SCHEDULER = "kube-scheduler";
    static final String KWOK = "kwok";

    private static final List<String> TOOLS = List.of(ETCD, API_SERVER, CONTROLLER_MANAGER, SCHEDULER, KWOK);

    public static EmbeddedEnvironment of(
            Path data, Tools tools, ProcessSupervisor supervisor, ClusterSettings settings) {
        Path absolute = data.toAbsolutePath().normalize();
        Ports ports = new Ports();
        SharedEtcd etcd =
                new SharedEtcd(absolute.resolve("clusters/etcd"), tools, supervisor, ports, settings.durable());
        StartOrder startOrder = new StartOrder(settings.parallelStarts());
        return new EmbeddedEnvironment(absolute, tools, supervisor, etcd, ports, startOrder, settings);
    }

    Path hostFolder() {
        return data.resolve("clusters/host");
    }

    Path virtualFolder() {
        return data.resolve("clusters/virtual");
    }

    /** The tools that are missing, in one sentence. */
    Optional<String> missingTools() {
        List<String> missing = tools.missing(TOOLS);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Waiting for the tools " + String.join(", ", missing));
    }
}
