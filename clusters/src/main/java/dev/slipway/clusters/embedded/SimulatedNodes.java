package dev.slipway.clusters.embedded;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** Keeps the nodes that kwok simulates at their size, which is what bounds the workloads on them. */
final class SimulatedNodes {

    /**
     * One node.
     *
     * @param zone its failure domain, so that spreading over zones works
     */
    record Size(String node, String zone, Map<String, Quantity> capacity) {

        static Size of(String node, String zone, String cpu, String memory, String pods) {
            return new Size(
                    node,
                    zone,
                    Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory), "pods", new Quantity(pods)));
        }
    }

    private SimulatedNodes() {}

    static void ensure(KubernetesClient client, List<Size> sizes) {
        sizes.forEach(size -> ensure(client, size));
    }

    private static void ensure(KubernetesClient client, Size size) {
        Node node = client.nodes().withName(size.node()).get();
        if (node == null) {
            client.resource(node(size)).create();
            return;
        }
        if (isSized(node, size)) {
            return;
        }
        client.nodes()
                .withName(size.node())
                .editStatus(live -> new NodeBuilder(live)
                        .editOrNewStatus()
                        .withCapacity(size.capacity())
                        .withAllocatable(size.capacity())
                        .endStatus()
                        .build());
    }

    /** Quantities compare by amount: 1000m is 1. */
    private static boolean isSized(Node node, Size size) {
        return node.getStatus() != null
                && size.capacity().equals(node.getStatus().getCapacity())
                && size.capacity().equals(node.getStatus().getAllocatable());
    }

    private static Node node(Size size) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(size.node())
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .addToLabels("type", "kwok")
                .addToLabels("slipway.dev/simulated", "true")
                .addToLabels("kubernetes.io/hostname", size.node())
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("topology.kubernetes.io/zone", size.zone())
                .endMetadata()
                .withNewStatus()
                .withCapacity(size.capacity())
                .withAllocatable(size.capacity())
                .endStatus()
                .build();
    }
}
