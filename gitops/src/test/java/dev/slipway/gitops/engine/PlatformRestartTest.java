package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.Exemption.ExemptObject;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.OutsideCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that goes and comes back while its cluster, its repository and its database go on. */
class PlatformRestartTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SETTINGS =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue, size: large}}";

    @TempDir
    static Path folder;

    private static OutsideCluster cluster;
    private static KubernetesClient people;
    private static EmbeddedPostgres database;
    private static Map<String, Object> settings;
    private static Laboratory platform;

    @BeforeAll
    static void aClusterThatOutlivesThePlatform() throws Exception {
        cluster = new OutsideCluster(folder.resolve("cluster"));
        people = cluster.people();
        Path file = Files.writeString(folder.resolve("host.yaml"), cluster.kubeconfig());
        settings = Map.of(
                "slipway.clusters.host.kubeconfig",
                file.toString(),
                "slipway.fights.longest-pause",
                "2s",
                "slipway.fights.quiet",
                "3m");
        database = EmbeddedPostgres.builder().start();
        start();
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
        database.close();
        cluster.close();
    }

    private static void start() {
        platform = new Laboratory(folder.resolve("data"), database, settings);
    }

    @Test
    void anOpenBreakGlassHoldsOnAndStillEndsAtItsTime() {
        InstanceKey key = declare("glass-on");
        Instant expires = open("on", key, Duration.ofSeconds(40));
        edit(key, "{\"data\":{\"colour\":\"red\"}}");

        platform.close();
        edit(key, "{\"data\":{\"colour\":\"green\",\"size\":\"small\"}}");
        start();
        Drift away = platform.awaitDrift(key, drift -> true);
        assertThat(away.fields()).containsExactly(new Drift.Field("data.size", "large", "small"));
        assertThat(colour(key)).isEqualTo("green");
        assertThat(away.revertedAt()).isBefore(expires);

        Drift over = platform.awaitDrift(key, drift -> !drift.equals(away));
        assertThat(over.fields()).containsExactly(new Drift.Field("data.colour", "blue", "green"));
        assertThat(Duration.between(expires, over.revertedAt())).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(entry(EntryType.BREAK_GLASS_CLOSED, key)
                        .details()
                        .path("closed")
                        .asString())
                .isEqualTo("expired");
    }

    @Test
    void aBreakGlassThatEndedMeanwhileIsPutBackAtOnce() {
        InstanceKey key = declare("glass-over");
        Instant expires = open("over", key, Duration.ofSeconds(8));
        edit(key, "{\"data\":{\"colour\":\"red\"}}");
        platform.close();

        Await.value("its time is over", SOON, () -> Instant.now().isAfter(expires) ? Boolean.TRUE : null);
        assertThat(colour(key)).isEqualTo("red");
        start();

        Drift drift = platform.awaitDrift(key, each -> true);
        assertThat(drift.type()).isEqualTo(Drift.Type.WHILE_AWAY);
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "blue", "red"));
        assertThat(entry(EntryType.BREAK_GLASS_CLOSED, key)
                        .details()
                        .path("closed")
                        .asString())
                .isEqualTo("expired");
    }

    @Test
    void aFightGoesOnWithBothPartiesAndItsPause() {
        InstanceKey key = declare("fight-on");
        Fight before = null;
        for (int round = 1; before == null && round <= 20; round++) {
            int count = round;
            edit(key, "{\"data\":{\"colour\":\"red\"}}");
            Await.value(count + " reversions", SOON, () -> platform.drifts(key).size() >= count ? Boolean.TRUE : null);
            before = fights(key).stream().findFirst().orElse(null);
        }
        assertThat(before).isNotNull();

        platform.close();
        start();
        Fight after = Await.value(
                "the fight", SOON, () -> fights(key).stream().findFirst().orElse(null));
        assertThat(after).isEqualTo(before);
        assertThat(after.manager()).isEqualTo("kubectl-edit");
        assertThat(after.file()).isEqualTo(key.path() + "/manifests/settings.yaml");

        edit(key, "{\"data\":{\"colour\":\"red\"}}");
        platform.awaitDrift(key, drift -> true);
        assertThat(fights(key)).singleElement().satisfies(fight -> {
            assertThat(fight.id()).isEqualTo(after.id());
            assertThat(fight.reversions()).isEqualTo(after.reversions() + 1);
            assertThat(fight.pauseMillis()).isEqualTo(2 * after.pauseMillis());
        });
        assertThat(entry(EntryType.FIGHT_ESCALATED, key).details().path("fight").asString())
                .isEqualTo(after.id());
    }

    @Test
    void aJobThatGoesWhenItIsDoneIsNotMadeAgain() {
        platform.namespaceTenant("job");
        String job = """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate}
                spec:
                  ttlSecondsAfterFinished: 60
                  suspend: true
                  template:
                    spec: {restartPolicy: Never, containers: [{name: migrate, image: registry.example.org/migrate:1}]}
                """;
        InstanceKey key = platform.declare("job", "app", Map.of("job.yaml", job));
        platform.awaitApplied(key);

        platform.close();
        people.batch().v1().jobs().inNamespace("job").withName("migrate").delete();
        start();
        platform.awaitReady(key);

        assertThat(people.batch()
                        .v1()
                        .jobs()
                        .inNamespace("job")
                        .withName("migrate")
                        .get())
                .isNull();
        assertThat(platform.drifts(key)).isEmpty();
    }

    private static List<Fight> fights(InstanceKey key) {
        return platform.bean(Fights.class).open().stream()
                .filter(fight -> fight.instance().equals(key))
                .toList();
    }

    private InstanceKey declare(String tenant) {
        platform.namespaceTenant(tenant);
        return platform.declareReady(tenant, "app", Map.of("settings.yaml", SETTINGS));
    }

    private Instant open(String id, InstanceKey key, Duration length) {
        ExemptObject colour =
                new ExemptObject(new ObjectRef("v1", "ConfigMap", key.tenant(), "settings"), List.of("data.colour"));
        Instant now = Instant.now();
        Exemption exemption = new Exemption(
                id, key, "host", List.of(colour), "The disk is full", "dana", "pat", now, now.plus(length));
        platform.commit(exemption.directory(), Map.of(ExemptionFile.NAME, ExemptionFile.write(exemption)), Map.of());
        Await.value(
                "it is open",
                SOON,
                () -> platform.bean(Exemptions.class).open().stream()
                                .anyMatch(each -> each.id().equals(id))
                        ? Boolean.TRUE
                        : null);
        return exemption.expires();
    }

    private void edit(InstanceKey key, String patch) {
        people.configMaps().inNamespace(key.tenant()).withName("settings").patch(DriftContract.EDIT, patch);
    }

    private String colour(InstanceKey key) {
        ConfigMap map = people.configMaps()
                .inNamespace(key.tenant())
                .withName("settings")
                .get();
        return map.getData().get("colour");
    }

    private LedgerEntry entry(EntryType type, InstanceKey key) {
        LedgerFilter filter = LedgerFilter.of(type, key.tenant(), null);
        return Await.value(
                type.label(),
                SOON,
                () -> platform.bean(Ledger.class).page(filter, 0, 10).stream()
                        .findFirst()
                        .orElse(null));
    }
}
