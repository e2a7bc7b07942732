package dev.slipway.gitops.testing;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** A control plane that no platform keeps, so that only one that is given its kubeconfig does. */
public final class OutsideCluster implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Clusters clusters;
    private final KubernetesClient people;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("dev.slipway.clusters")
    @ConfigurationPropertiesScan("dev.slipway.clusters")
    static class ClustersAlone {}

    /** Starts it; a folder that one had before is gone on with, at the same port. */
    public OutsideCluster(Path folder) {
        Map<String, Object> properties = new HashMap<>(Laboratory.embedded());
        properties.put("slipway.data", folder.toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(ClustersAlone.class);
        context.refresh();
        clusters = context.getBean(Clusters.class);
        people = Await.value(
                        "the cluster is up",
                        Duration.ofSeconds(120),
                        () -> clusters.status(Clusters.HOST)
                                .filter(ClusterStatus::isUp)
                                .flatMap(status -> clusters.find(Clusters.HOST))
                                .orElse(null))
                .client();
    }

    /** How people reach it, past any platform. */
    public KubernetesClient people() {
        return people;
    }

    public String kubeconfig() {
        return clusters.hostKubeconfig("platform", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                .yaml();
    }

    @Override
    public void close() {
        context.close();
    }
}
