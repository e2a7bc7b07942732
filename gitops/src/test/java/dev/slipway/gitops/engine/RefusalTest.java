package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What a failed write says of its object, and what of its whole cluster. */
class RefusalTest {

    private static final ObjectRef OBJECT = new ObjectRef("v1", "ConfigMap", "shop", "settings");

    @Test
    void leavesAClusterAloneWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + port)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            ObjectClient objects = new ObjectClient(client);

            Refusal refusal =
                    Refusal.of(catchThrowableOfType(KubernetesClientException.class, () -> objects.get(OBJECT)));

            assertThat(refusal.pauseMillis()).isPositive();
            assertThat(refusal.isFinal()).isFalse();
        }
    }

    @Test
    void keepsToThePauseThatAnOverloadedClusterAsksFor() {
        assertThat(answer(429, "too many requests", 7).pauseMillis()).isEqualTo(7_000);
    }

    @Test
    void goesOnWithOtherObjectsWhereOneIsRefused() {
        Refusal refusal = answer(422, "spec.replicas: Invalid value", null);

        assertThat(refusal.pauseMillis()).isZero();
        assertThat(refusal.isFinal()).isTrue();
    }

    @Test
    void goesOnWithOtherObjectsWhereTheConnectionBreaks() {
        KubernetesClientException broken = new KubernetesClientException("reset", new IOException("reset by peer"));

        assertThat(Refusal.of(broken).pauseMillis()).isZero();
    }

    private static Refusal answer(int code, String message, Integer retryAfterSeconds) {
        return Refusal.of(new KubernetesClientException(
                message,
                code,
                new StatusBuilder()
                        .withCode(code)
                        .withMessage(message)
                        .withNewDetails()
                        .withRetryAfterSeconds(retryAfterSeconds)
                        .endDetails()
                        .build()));
    }
}
