package dev.slipway.gitops.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.Clusters;
import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.fleet.ClusterReport;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A cluster of the golden repository and its credentials find each other, whichever comes first. */
class RegisteredClustersTest {

    private final Laboratory laboratory = Laboratory.shared();
    private final RegisteredClusters clusters = laboratory.bean(RegisteredClusters.class);
    private final Access access = Access.ofKubeconfig(
            laboratory
                    .bean(Clusters.class)
                    .hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                    .yaml(),
            null);

    @Test
    void waitsForCredentialsAndSaysHowToGiveThem() {
        declare("early", "{}");
        ClusterReport waiting = await("early", report -> !report.hasCredentials());
        assertThat(waiting.status().state()).isEqualTo(State.WAITING);
        assertThat(waiting.status().detail())
                .isEqualTo("Waits for credentials: `slipway cluster register early --kubeconfig FILE` gives them");

        clusters.keepCredentials("early", access, "tess");
        ClusterReport up = await("early", report -> report.status().isUp());
        assertThat(up.holder()).isNotNull();
        assertThat(up.health()).isNotNull();
        assertThat(laboratory.cluster("early").namespaces().list().getItems()).isNotEmpty();

        clusters.forgetCredentials("early");
        await("early", report -> report.status().state() == State.WAITING);
        remove("early");
        Await.value("gone", Duration.ofSeconds(30), () -> clusters.find("early").isEmpty() ? Boolean.TRUE : null);
    }

    @Test
    void sendsNoCredentialsToAServerThatAFileNames() {
        clusters.keepCredentials("shared", access, "tess");
        declare("stolen", "{credentials: shared, server: \"https://evil.example.org\"}");

        ClusterReport report =
                await("stolen", found -> found.status().detail().startsWith("The file names the server"));

        assertThat(report.status().detail())
                .isEqualTo("The file names the server https://evil.example.org, its credentials are for "
                        + access.server());
        remove("stolen");
    }

    @Test
    void keepsCredentialsSealed() {
        clusters.keepCredentials("sealed", Access.ofToken("https://a.example.org", null, "very-secret"), "tess");

        byte[] kept = laboratory
                .bean(JdbcClient.class)
                .sql("select value from cluster_credentials where name = 'sealed'")
                .query(byte[].class)
                .single();

        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("very-secret");
    }

    private void declare(String name, String spec) {
        laboratory.commit(
                "clusters/." + name,
                Map.of(),
                Map.of(
                        "clusters/" + name + ".yaml",
                        "{apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: %s}, spec: %s}"
                                .formatted(name, spec)));
    }

    private void remove(String name) {
        var golden = laboratory.golden();
        var head = golden.head();
        String path = "clusters/" + name + ".yaml";
        var change = new dev.slipway.gitops.repository.FileChange(path, head.read(path), null);
        golden.commit(
                new dev.slipway.gitops.repository.Plan(head.commit(), "clusters", "", java.util.List.of(change)),
                new dev.slipway.gitops.repository.CommitMessage(
                        "Remove " + name, "remove-" + name, "Tess", "tess@example.org", Map.of()));
    }

    private ClusterReport await(String name, Predicate<ClusterReport> condition) {
        return Await.value(
                name,
                Duration.ofSeconds(30),
                () -> clusters.find(name).filter(condition).orElse(null));
    }
}
