package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.fights.Fight;
import dev.slipway.gitops.fights.Fights;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two parties want the same object differently, on a real API server. */
class FightTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SETTINGS =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue}}";
    private static final String OTHER =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}, data: {colour: blue}}";

    private final Laboratory lab = Laboratory.shared();

    @Test
    void isToldToAPersonAndSlowsNoOtherObject() {
        InstanceKey key = instance("fight-returns");
        int ordinary = 5;
        for (int round = 1; round <= ordinary; round++) {
            edit(key, "settings", "{\"data\":{\"colour\":\"red\"}}");
            awaitReversions(key, "settings", round);
        }
        assertThat(fights(key)).isEmpty();

        edit(key, "settings", "{\"data\":{\"colour\":\"red\"}}");
        Fight fight = Await.value(
                "the fight", SOON, () -> fights(key).stream().findFirst().orElse(null));
        assertThat(fight.reason()).isEqualTo(Fight.Reason.RETURNS);
        assertThat(fight.fields()).containsExactly("data.colour");
        assertThat(fight.manager()).isEqualTo("kubectl-edit");
        assertThat(fight.file()).isEqualTo(key.path() + "/manifests/settings.yaml");

        edit(key, "settings", "{\"data\":{\"colour\":\"red\"}}");
        edit(key, "other", "{\"data\":{\"colour\":\"red\"}}");
        Drift other = lab.awaitDrift(key, drift -> drift.object().name().equals("other"));
        awaitReversions(key, "settings", ordinary + 2);
        Drift spaced = lab.drifts(key).stream()
                .filter(drift -> drift.object().name().equals("settings"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(other.revertedAt()).isBefore(spaced.revertedAt());
        assertThat(spaced.millis()).isGreaterThan(300);
        assertThat(entries(EntryType.FIGHT_ESCALATED, key)).hasSize(1);

        Await.value("the end", SOON, () -> fights(key).isEmpty() ? Boolean.TRUE : null);
        Await.value(
                "the end in the ledger",
                SOON,
                () -> entries(EntryType.FIGHT_ENDED, key).size() == 1 ? Boolean.TRUE : null);
    }

    @Test
    void isToldToAPersonWhereTheApiServerRefusesAndEndsWhenItDoesNoMore() {
        InstanceKey key = instance("fight-refused");

        edit(key, "settings", "{\"data\":{\"colour\":\"red\"},\"immutable\":true}");

        Fight fight = Await.value(
                "the fight", SOON, () -> fights(key).stream().findFirst().orElse(null));
        assertThat(fight.reason()).isEqualTo(Fight.Reason.REFUSED);
        assertThat(fight.message()).contains("immutable");
        assertThat(fight.manager()).isEqualTo("kubectl-edit");

        lab.host().configMaps().inNamespace(key.tenant()).withName("settings").delete();
        Await.value("the end", SOON, () -> fights(key).isEmpty() ? Boolean.TRUE : null);
        assertThat(lab.host()
                        .configMaps()
                        .inNamespace(key.tenant())
                        .withName("settings")
                        .get()
                        .getData())
                .containsEntry("colour", "blue");
    }

    @Test
    void isOneWhereTwoTakeTurnsAtTheSameField() {
        InstanceKey key = instance("fight-turns");

        for (int round = 1; round <= 6; round++) {
            String alsoOther = round % 2 == 0 ? ",\"shape\":\"round\"" : "";
            lab.host()
                    .configMaps()
                    .inNamespace(key.tenant())
                    .withName("settings")
                    .patch(as(round % 2 == 0 ? "ann" : "bob"), "{\"data\":{\"colour\":\"red\"" + alsoOther + "}}");
            awaitReversions(key, "settings", round);
        }

        Fight fight = Await.value(
                "the fight", SOON, () -> fights(key).stream().findFirst().orElse(null));
        assertThat(fight.fields()).containsExactly("data.colour");
        assertThat(fight.reversions()).isEqualTo(6);
    }

    @Test
    void isNoneWhereSomethingIsChangedOnPurpose() {
        InstanceKey key = instance("fight-chaos");
        lab.bean(JdbcClient.class).sql("""
                        insert into chaos_change (program, cluster, tenant, instance, api_version, kind, namespace, name,
                                                  change, state, asked_by, tree, recorded_at, made_at, deadline)
                        values ('calm', 'host', :tenant, 'app', 'v1', 'ConfigMap', :tenant, 'settings', 'EDIT_FIELD',
                                'MADE', 'schedule', '', now(), now(), now() + interval '1 hour')
                        """).param("tenant", key.tenant()).update();

        changeAsTheInjector(key, 7);

        assertThat(fights(key)).isEmpty();
    }

    @Test
    void isOneWhereSomebodyBorrowsTheInjectorsName() {
        InstanceKey key = instance("fight-borrowed");

        changeAsTheInjector(key, 6);

        Fight fight = Await.value(
                "the fight", SOON, () -> fights(key).stream().findFirst().orElse(null));
        assertThat(fight.manager()).isEqualTo(Chaos.USER);
    }

    private void changeAsTheInjector(InstanceKey key, int times) {
        for (int round = 1; round <= times; round++) {
            lab.host()
                    .configMaps()
                    .inNamespace(key.tenant())
                    .withName("settings")
                    .patch(as(Chaos.USER), "{\"data\":{\"colour\":\"red\"}}");
            awaitReversions(key, "settings", round);
        }
    }

    private static PatchContext as(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
    }

    private InstanceKey instance(String tenant) {
        lab.namespaceTenant(tenant);
        return lab.declareReady(tenant, "app", Map.of("settings.yaml", SETTINGS, "other.yaml", OTHER));
    }

    private void edit(InstanceKey key, String name, String patch) {
        lab.host().configMaps().inNamespace(key.tenant()).withName(name).patch(DriftContract.EDIT, patch);
    }

    private void awaitReversions(InstanceKey key, String name, int count) {
        Await.value(
                count + " reversions",
                SOON,
                () -> lab.drifts(key).stream()
                                        .filter(drift -> drift.object().name().equals(name))
                                        .count()
                                >= count
                        ? Boolean.TRUE
                        : null);
    }

    private List<Fight> fights(InstanceKey key) {
        return lab.bean(Fights.class).open().stream()
                .filter(fight -> fight.instance().equals(key))
                .toList();
    }

    private List<LedgerEntry> entries(EntryType type, InstanceKey key) {
        return lab.bean(Ledger.class).page(LedgerFilter.of(type, key.tenant(), null), 0, 10);
    }
}
