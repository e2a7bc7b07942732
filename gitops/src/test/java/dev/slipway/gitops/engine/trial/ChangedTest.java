package dev.slipway.gitops.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.Kubeconfig;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.Baseline;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.DesiredState;
import dev.slipway.gitops.desired.Fleet;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.desired.Policy;
import dev.slipway.gitops.fleet.LabelSelector;
import dev.slipway.gitops.fleet.RegisteredCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangedTest {

    private static final DesiredObject WEB = new DesiredObject(
            new ObjectRef("apps/v1", "Deployment", "", "web"),
            new InstanceKey("fleet", "all"),
            "fleet/all/manifests/web.yaml",
            Manifest.of("{}"),
            Policy.NONE);
    private static final DesiredState NOTHING = state(Map.of());
    private static final DesiredState EVERYWHERE =
            state(Map.of("all", new Baseline("all", new LabelSelector(List.of()), "t", List.of(WEB))));

    @Test
    void asksOneClusterOfEachVersionThatAnswersAboutABaseline() {
        Clusters clusters = new Told(
                status("a", State.DOWN, "v1.34.1"),
                status("b", State.UP, "v1.34.1"),
                status("c", State.UP, "v1.35.4"),
                status("d", State.UP, "v1.35.4"));

        assertThat(Changed.between(clusters, NOTHING, EVERYWHERE)).containsOnlyKeys("b", "c");
    }

    @Test
    void namesOneClusterWhereNoneAnswers() {
        Clusters clusters = new Told(status("a", State.DOWN, "v1.34.1"), status("b", State.DOWN, "v1.35.4"));

        assertThat(Changed.between(clusters, NOTHING, EVERYWHERE)).containsOnlyKeys("a");
    }

    @Test
    void asksNothingAboutABaselineThatStays() {
        assertThat(Changed.between(new Told(status("a", State.UP, "v1.35.4")), EVERYWHERE, EVERYWHERE))
                .isEmpty();
    }

    private static DesiredState state(Map<String, Baseline> baselines) {
        Map<String, RegisteredCluster> clusters =
                Stream.of("a", "b", "c", "d").collect(Collectors.toMap(name -> name, ChangedTest::cluster));
        Fleet fleet = new Fleet("", Map.of(), clusters, baselines, List.of());
        return new DesiredState("", Map.of(), Map.of(), Map.of(), fleet, List.of());
    }

    private static RegisteredCluster cluster(String name) {
        return new RegisteredCluster(
                name,
                RegisteredCluster.Kind.REGISTERED,
                Map.of(),
                List.of(),
                null,
                name,
                RegisteredCluster.Engine.SLIPWAY,
                false);
    }

    private static ClusterStatus status(String name, State state, String version) {
        return new ClusterStatus(name, state, "", version, Instant.EPOCH, false);
    }

    /** Clusters of which nothing is known but how they are: several versions don't run on one machine. */
    private record Told(List<ClusterStatus> statuses) implements Clusters {

        Told(ClusterStatus... statuses) {
            this(List.of(statuses));
        }

        @Override
        public Optional<Cluster> find(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<ClusterStatus> status(String name) {
            return statuses.stream()
                    .filter(status -> status.name().equals(name))
                    .findFirst();
        }

        @Override
        public boolean hasHost() {
            return false;
        }

        @Override
        public boolean sharesHost() {
            return false;
        }

        @Override
        public boolean runsVirtualClusters() {
            return false;
        }

        @Override
        public Kubeconfig hostKubeconfig(String user, Set<String> groups, Duration validity) {
            throw new UnsupportedOperationException();
        }
    }
}
