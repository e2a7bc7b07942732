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
        // Over HTTP/2 the API server closes the connection with its 401, which the JDK client reports instead of the
        // code.
        return Connections.connect(new ConfigBuilder(target)
                .withHttp2Disable(true)
                .withClientCertData(foreign.getClientCertData())
                .withClientKeyData(foreign.getClientKeyData())
                .build());
    }
}
