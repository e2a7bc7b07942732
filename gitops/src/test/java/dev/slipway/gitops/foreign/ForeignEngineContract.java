package dev.slipway.gitops.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceStatus.Phase;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.FieldManager;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.fleet.EngineReport;
import dev.slipway.gitops.fleet.EngineReports;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What holds for every engine that keeps a cluster in the platform's place; the API server and its definitions are real. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ForeignEngineContract {

    static final Duration SOON = Duration.ofSeconds(60);

    final Laboratory laboratory = Laboratory.shared();
    final String kind;
    final String namespace;
    final ForeignEngine engine;
    final Orders orders;

    ForeignEngineContract(String kind, String namespace, ForeignEngine engine) {
        this.kind = kind;
        this.namespace = namespace;
        this.engine = engine;
        this.orders = new Orders(engine.hand());
    }

    /** The order for an instance. */
    abstract ObjectRef order(InstanceKey key);

    /** The definitions that the engine brings along. */
    abstract List<String> definitions();

    /** The engine says that it has applied a commit. */
    abstract void says(ObjectRef order, String commit);

    /** The engine says that it can't apply a commit. */
    abstract void fails(ObjectRef order, String commit, String message);

    /** Which directory an order names. */
    abstract String directory(LiveObject order);

    @BeforeEach
    void prepare() {
        orders.namespace(namespace);
        if (laboratory.bean(EngineReports.class).find(cluster()).isEmpty()) {
            orders.register(cluster(), kind);
        }
    }

    private String cluster() {
        return "with-" + kind;
    }

    EngineReport report(java.util.function.Predicate<EngineReport> which) {
        return Await.value(
                "report",
                SOON,
                () -> laboratory
                        .bean(EngineReports.class)
                        .find(cluster())
                        .filter(which)
                        .orElse(null));
    }

    void install() {
        definitions().forEach(orders::install);
    }

    @Test
    @Order(1)
    void saysWhichDefinitionIsMissingAndGoesOnByItselfOnceItIsThere() {
        definitions().forEach(orders::uninstall);
        String tenant = kind + "-missing";
        orders.tenant(tenant, cluster());
        InstanceKey key = laboratory.declare(tenant, "web", Map.of("settings.yaml", settings("blue")));

        String missing = report(found -> found.message().contains("CRD")).message();
        assertThat(missing).contains("Cluster " + cluster() + " is set to engine " + kind + ", but its CRD");
        assertThat(laboratory.instances().find(key).orElseThrow().phase()).isEqualTo(Phase.APPLYING);
        assertThat(laboratory.instances().waitsFor(key)).get().asString().contains("isn't installed");

        install();
        LiveObject order = orders.await(order(key));
        assertThat(directory(order)).isEqualTo("tenants/" + tenant + "/web/manifests");
        bringAbout(key);
        laboratory.awaitReady(key);
    }

    @Test
    @Order(2)
    void isReadyOnlyWhenTheEngineHasAppliedTheCommit() {
        install();
        InstanceKey key = ready("follow", "web", "blue");
        String before = orders.head();
        laboratory.declare(key.tenant(), key.name(), Map.of("settings.yaml", settings("green")));
        awaitMessage(key, engine.title());
        says(order(key), before);
        awaitMessage(key, "has yet to see the newest");

        bringAbout(key);
        laboratory.awaitReady(key);
        assertThat(laboratory.instances().find(key).orElseThrow().engine()).satisfies(note -> {
            assertThat(note.title()).isEqualTo(engine.title());
            assertThat(note.commit()).isEqualTo(orders.head());
        });
    }

    @Test
    @Order(3)
    void tellsWhyTheEngineFailed() {
        install();
        String tenant = kind + "-fail";
        orders.tenant(tenant, cluster());
        InstanceKey key = laboratory.declare(tenant, "web", Map.of("settings.yaml", settings("blue")));
        orders.await(order(key));

        fails(order(key), orders.head(), "admission webhook said no");

        InstanceRefused refused = laboratory.awaitRefused(key);
        assertThat(refused.message()).contains(engine.title()).contains("admission webhook said no");
        assertThat(laboratory.instances().find(key).orElseThrow().phase()).isEqualTo(Phase.FAILED);
        bringAbout(key);
        laboratory.awaitReady(key);
    }

    @Test
    @Order(4)
    void notesDriftAndLeavesItToTheEngineToPutItBack() {
        install();
        InstanceKey key = ready("drift", "web", "blue");

        orders.edit(settings(key), "{\"data\":{\"colour\":\"red\"}}");
        Drift seen = laboratory.awaitDriftSeen(key);
        assertThat(seen.manager()).isEqualTo("kubectl-edit");
        assertThat(seen.fields()).containsExactly(new Drift.Field("data.colour", "blue", "red"));
        awaitMessage(key, "has yet to put it back");
        assertThat(orders.await(settings(key)).at("data")).containsEntry("colour", "red");

        orders.apply(orders.head(), key);
        Drift drift = laboratory.awaitDrift(key, found -> found.type() == Drift.Type.CHANGED);
        assertThat(drift.revertedBy()).isEqualTo(engine.hand());
        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "blue", "red"));
        assertThat(drift.detectedAt()).isBefore(drift.revertedAt());
        Await.value("ready again", SOON, () -> isReady(key) ? Boolean.TRUE : null);
    }

    @Test
    @Order(5)
    void notesThatAnObjectWasDeletedAndMadeAnew() {
        install();
        InstanceKey key = ready("gone", "web", "blue");

        laboratory
                .host()
                .configMaps()
                .inNamespace(key.tenant())
                .withName("settings")
                .delete();
        assertThat(laboratory.awaitDriftSeen(key).type()).isEqualTo(Drift.Type.DELETED);

        orders.apply(orders.head(), key);
        Drift drift = laboratory.awaitDrift(key, found -> found.type() == Drift.Type.DELETED);
        assertThat(drift.revertedBy()).isEqualTo(engine.hand());
    }

    @Test
    @Order(6)
    void takesAwayWhatIsNotDeclaredAnyMoreAndTheOrderFirst() {
        install();
        InstanceKey key = ready("leave", "web", "blue");

        laboratory.remove(key);
        laboratory.awaitRemoved(key);
        assertThat(orders.find(order(key))).isNull();
        assertThat(orders.find(settings(key))).isNull();
    }

    @Test
    @Order(7)
    void handsOverAndBackWithoutTouchingWhatRuns() {
        install();
        String cluster = "switched-" + kind;
        orders.register(cluster, "slipway");
        String tenant = kind + "-switch";
        orders.tenant(tenant, cluster);
        InstanceKey key = laboratory.declareReady(tenant, "web", Map.of("settings.yaml", settings("blue")));
        String uid = orders.await(settings(key)).uid();

        orders.set(cluster, kind);
        orders.await(order(key));
        bringAbout(key);
        Await.value("released", SOON, () -> orders.await(settings(key)).own() == null ? Boolean.TRUE : null);
        assertThat(orders.await(settings(key)).uid()).isEqualTo(uid);

        orders.set(cluster, "slipway");
        orders.awaitGone(order(key));
        LiveObject back = Await.value("taken back", SOON, () -> isOurs(orders.await(settings(key))));
        assertThat(back.uid()).isEqualTo(uid);
        assertThat(back.at("data")).containsEntry("colour", "blue");
        assertThat(laboratory.drifts(key)).isEmpty();
    }

    private @org.jspecify.annotations.Nullable LiveObject isOurs(LiveObject object) {
        boolean isTheirs = object.managers().stream().map(FieldManager::name).anyMatch(engine.hand()::equals);
        return object.own() != null && !isTheirs ? object : null;
    }

    private boolean isReady(InstanceKey key) {
        return laboratory.instances().find(key).orElseThrow().phase() == Phase.READY;
    }

    private void awaitMessage(InstanceKey key, String part) {
        Await.value(
                part,
                SOON,
                () -> laboratory
                        .instances()
                        .waitsFor(key)
                        .filter(message -> message.contains(part))
                        .orElse(null));
    }

    /** An instance that the engine has applied. */
    InstanceKey ready(String tenant, String name, String colour) {
        String own = kind + "-" + tenant;
        orders.tenant(own, cluster());
        InstanceKey key = laboratory.declare(own, name, Map.of("settings.yaml", settings(colour)));
        orders.await(order(key));
        bringAbout(key);
        laboratory.awaitReady(key);
        return key;
    }

    private void bringAbout(InstanceKey key) {
        String head = orders.head();
        orders.apply(head, key);
        says(order(key), head);
    }

    static ObjectRef settings(InstanceKey key) {
        return new ObjectRef("v1", "ConfigMap", key.tenant(), "settings");
    }

    static String settings(String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: %s}}".formatted(colour);
    }
}
