package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that go by themselves once they are done, as installers of other people's software have them. */
class ShortLivedJobsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate}
            spec:
              ttlSecondsAfterFinished: 0
              suspend: false
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: migrate, image: registry.example.org/migrate:1.0}]
            """;

    private final Laboratory lab = Laboratory.shared();
    private final String tenant = "job-" + NUMBER.incrementAndGet();

    @BeforeEach
    void aNamespace() {
        lab.namespaceTenant(tenant);
    }

    @Test
    void areNotMissedOnceTheyAreDoneAndRunAgainOnlyWhenTheyAreDeclaredAnew() {
        Set<String> made = ConcurrentHashMap.newKeySet();
        try (Watch ignored = jobs(made)) {
            InstanceKey key = lab.declareReady(tenant, "app", Map.of("job.yaml", JOB));
            awaitDone(key);
            assertThat(made).hasSize(1);

            lab.declare(tenant, "app", Map.of("job.yaml", JOB.replace("migrate:1.0", "migrate:2.0")));
            Await.value("the second job", SOON, () -> made.size() == 2 ? Boolean.TRUE : null);
            awaitDone(key);

            assertThat(made).hasSize(2);
            assertThat(lab.drifts(key)).isEmpty();
        }
    }

    @Test
    void arePutBackWhereTheyGoBeforeTheyAreDone() {
        InstanceKey key = lab.declareReady(tenant, "app", Map.of("job.yaml", JOB.replace("false", "true")));

        job().delete();
        Drift drift = lab.awaitDrift(key, each -> true);

        assertThat(drift.type()).isEqualTo(Drift.Type.DELETED);
        assertThat(job().get()).isNotNull();
    }

    @Test
    void getTheirLabelsBackWhereTheyAreDoneAndStillThere() {
        InstanceKey key = lab.declareReady(
                tenant, "app", Map.of("job.yaml", JOB.replace("AfterFinished: 0", "AfterFinished: 3600")));

        job().edit(live -> live.edit()
                .editMetadata()
                .removeFromLabels("slipway.dev/managed")
                .endMetadata()
                .build());
        lab.awaitDrift(key, each -> true);

        assertThat(job().get().getMetadata().getLabels()).containsEntry("slipway.dev/managed", "true");
    }

    private void awaitDone(InstanceKey key) {
        Health done = new Health(Health.State.CURRENT, "Is done, and has gone as it declares");
        Await.value(
                "the job is done and gone",
                SOON,
                () -> lab.instances().find(key).orElseThrow().objects().stream()
                                .allMatch(object -> object.health().equals(done))
                        ? Boolean.TRUE
                        : null);
    }

    private ScalableResource<Job> job() {
        return lab.host().batch().v1().jobs().inNamespace(tenant).withName("migrate");
    }

    private Watch jobs(Set<String> made) {
        return lab.host().batch().v1().jobs().inNamespace(tenant).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                made.add(job.getMetadata().getUid());
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }
}
