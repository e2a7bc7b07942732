package dev.slipway.clusters;

import dev.slipway.clusters.connection.KubeconfigClusterProvider;
import dev.slipway.clusters.connection.remote.RemoteConnections;
import dev.slipway.clusters.embedded.EmbeddedAuditLogs;
import dev.slipway.clusters.embedded.EmbeddedClusterProvider;
import dev.slipway.clusters.embedded.EmbeddedEnvironment;
import dev.slipway.clusters.embedded.EmbeddedVirtualClusterProvider;
import dev.slipway.clusters.process.ProcessSupervisor;
import dev.slipway.clusters.process.Tools;
import dev.slipway.clusters.spi.ClusterProvider;
import dev.slipway.clusters.spi.VirtualClusterProvider;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the providers by the settings. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    @Bean(destroyMethod = "")
    ProcessSupervisor processSupervisor(@Value("${slipway.data:./.slipway}") Path data) {
        return new ProcessSupervisor(data.toAbsolutePath().normalize());
    }

    @Bean
    EmbeddedEnvironment embeddedEnvironment(
            @Value("${slipway.data:./.slipway}") Path data,
            @Value("${slipway.tools.directory:#{null}}") @Nullable Path tools,
            ProcessSupervisor supervisor,
            ClusterSettings settings) {
        return EmbeddedEnvironment.of(data, Tools.in(tools), supervisor, settings);
    }

    @Bean
    AuditLogs auditLogs(EmbeddedEnvironment environment) {
        return new EmbeddedAuditLogs(environment);
    }

    @Bean
    ClusterProvider clusterProvider(EmbeddedEnvironment environment, ClusterSettings settings) {
        Path kubeconfig = settings.host().kubeconfig();
        return kubeconfig == null
                ? new EmbeddedClusterProvider(environment)
                : new KubeconfigClusterProvider(kubeconfig, settings.healthInterval());
    }

    @Bean
    RemoteConnections remoteConnections(ClusterSettings settings, ApplicationEventPublisher events) {
        return new RemoteConnections(settings.healthInterval(), new ClusterNews(events));
    }

    @Bean(destroyMethod = "")
    VirtualClusterProvider virtualClusterProvider(EmbeddedEnvironment environment) {
        return new EmbeddedVirtualClusterProvider(environment);
    }
}
