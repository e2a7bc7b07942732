package dev.slipway.clusters;

import dev.slipway.clusters.connection.Connections;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Knocks at one cluster with the certificate of another. */
final class Crossed {

    private Crossed() {}

    static KubernetesClient client(Config target, String foreignKubeconfig) {
        Config foreign = Config.fromKubeconfig(foreignKubeconfig);
        return Connections.connect(new ConfigBuilder(target)
                .withClientCertData(foreign.getClientCertData())
                .withClientKeyData(foreign.getClientKeyData())
                .build());
    }
}
