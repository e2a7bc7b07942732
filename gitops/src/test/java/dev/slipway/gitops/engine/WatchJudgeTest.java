package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.desired.DesiredObject;
import dev.slipway.gitops.desired.Manifest;
import dev.slipway.gitops.desired.Policy;
import dev.slipway.gitops.engine.live.Fingerprint;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import dev.slipway.gitops.engine.live.ObjectWatch;
import dev.slipway.gitops.ledger.Drift;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders events and writes as a busy API server does: the watch is often faster than the answer to a write. */
class WatchJudgeTest {

    private static final ObjectRef REF = new ObjectRef("v1", "ConfigMap", "shop", "settings");
    private static final DesiredObject WANTED =
            new DesiredObject(REF, new InstanceKey("shop", "web"), "settings.yaml", Manifest.of("{}"), Policy.NONE);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final EngineObjects objects = new EngineObjects("host");
    private final Tracked known = new Tracked();
    private WatchJudge judge;

    @BeforeEach
    void declareAnObject() {
        objects.desired().put(REF, WANTED);
        objects.tracked().put(REF, known);
        WorkQueue nobodyWorks = new WorkQueue(new Turns(task -> {}, 1), timer, 1, ref -> {});
        ObjectWriter writer = new ObjectWriter(null, List.of());
        Nobody nobody = new Nobody();
        judge = new WatchJudge(
                objects,
                nobody,
                object -> {},
                nobodyWorks,
                writer,
                new Onlooker(objects, nobody, object -> {}, nobodyWorks, null, writer));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void keepsWhatItIsToldDuringTheVeryFirstWrite() {
        known.beginWrite();
        LiveObject changed = live(7);
        judge.told(false, changed);

        assertThat(written(live(5)))
                .isNotNull()
                .satisfies(told -> assertThat(told.object()).isSameAs(changed));
        assertThat(objects.detections()).isEmpty();
    }

    @Test
    void forgetsThatAnObjectWasGoneBeforeAWriteMadeItAnew() {
        written(live(5));
        known.beginWrite();
        judge.told(true, live(6));

        assertThat(written(live(7))).isNull();
        assertThat(objects.detections()).isEmpty();
    }

    @Test
    void keepsThatAnObjectWentAfterAWriteThatIsNotAnsweredYet() {
        written(live(5));
        known.beginWrite();
        judge.told(true, live(7));
        assertThat(objects.detections()).isEmpty();

        Tracked.Told meanwhile = written(live(6));
        assertThat(meanwhile).isNotNull();
        judge.catchUp(WANTED, known, meanwhile);
        assertThat(objects.detections().get(REF))
                .isNotNull()
                .satisfies(found -> assertThat(found.type()).isEqualTo(Drift.Type.DELETED));
    }

    @Test
    void takesNothingBackThatALaterEventToldWhileItCaughtUp() {
        known.beginWrite();
        LiveObject early = live(6);
        judge.told(false, early);
        Tracked.Told meanwhile = written(live(5));
        assertThat(meanwhile).isNotNull();

        known.observe(live(7), Health.CURRENT);
        judge.catchUp(WANTED, known, meanwhile);
        known.observe(early, new Health(Health.State.IN_PROGRESS, "Is being installed"));

        assertThat(known.health()).isEqualTo(Health.CURRENT);
        assertThat(known.version()).isEqualTo(7);
        assertThat(objects.detections()).isEmpty();
    }

    @Test
    void keepsThatAListWithoutTheObjectCameDuringAWrite() {
        written(live(5));
        ObjectWatch.Listing list = judge.listing(new ObjectClient.Kind("v1", "ConfigMap"), "");
        known.beginWrite();
        list.complete(8);

        assertThat(written(live(6)))
                .isNotNull()
                .satisfies(told -> assertThat(told.object()).isNull());
    }

    @Test
    void takesWhatThePlatformItselfReplacesForNoDrift() {
        written(live(5));
        known.replaced();
        judge.told(true, live(6));

        assertThat(objects.detections()).isEmpty();
    }

    @Test
    void keepsThatAJobFailedWhichIsGone() {
        String job = """
                {"apiVersion": "batch/v1", "kind": "Job",
                 "metadata": {"name": "migrate", "namespace": "shop", "uid": "1", "resourceVersion": "%d"%s},
                 "spec": {"ttlSecondsAfterFinished": 0},
                 "status": {"conditions": [{"type": "Failed", "status": "True", "message": "too many tries"}]}}
                """;
        ObjectRef ref = new ObjectRef("batch/v1", "Job", "shop", "migrate");
        objects.desired()
                .put(
                        ref,
                        new DesiredObject(
                                ref,
                                WANTED.owner(),
                                "job.yaml",
                                WANTED.manifest(),
                                new Policy(List.of(), false, true)));
        objects.tracked().put(ref, known);
        LiveObject failed = new LiveObject(LiveObject.parse(job.formatted(5, "")));
        LiveObject going =
                new LiveObject(LiveObject.parse(job.formatted(6, ", \"deletionTimestamp\": \"2026-11-22T10:00:00Z\"")));
        known.written(failed, Fingerprint.of(failed), WANTED.manifest());

        judge.told(false, going);
        judge.told(
                true,
                new LiveObject(
                        LiveObject.parse(job.formatted(7, ", \"deletionTimestamp\": \"2026-11-22T10:00:00Z\""))));
        assertThat(known.isDone()).isTrue();
        known.left();

        assertThat(known.health()).isEqualTo(new Health(Health.State.FAILED, "too many tries"));
        assertThat(known.isExpected()).isFalse();
    }

    @Test
    void takesTheEchoOfTheFirstWriteForNoNews() {
        known.beginWrite();
        judge.told(false, live(5));

        assertThat(written(live(5))).isNull();
    }

    @Test
    void adoptsWhatWasThereBeforeTheFirstWrite() {
        judge.told(false, live(5));

        assertThat(objects.detections().get(REF))
                .isNotNull()
                .satisfies(found -> assertThat(found.counts()).isFalse());
    }

    @Test
    void judgesAnObjectAgainAfterAWriteThatFailed() {
        known.beginWrite();
        known.failed(new Refusal(false, Health.PENDING, 0));
        judge.told(false, live(5));

        assertThat(objects.detections()).containsKey(REF);
    }

    @Test
    void comparesAllAnewWhereTheClusterWentBackInTime() {
        written(live(500));
        ObjectClient.Kind kind = new ObjectClient.Kind("v1", "ConfigMap");
        ObjectWatch.Listing before = judge.listing(kind, "");
        before.found(live(500));
        before.complete(500);

        ObjectWatch.Listing restored = judge.listing(kind, "");
        restored.found(live(40));
        assertThatThrownBy(() -> restored.complete(41)).hasMessageContaining("went back in time");
        assertThat(objects.detections()).isEmpty();

        ObjectWatch.Listing again = judge.listing(kind, "");
        again.found(live(40, "red"));
        again.complete(41);
        assertThat(objects.detections().get(REF))
                .isNotNull()
                .satisfies(found -> assertThat(found.counts()).isTrue());
    }

    @Test
    void comparesWhatAnEarlierProcessNotedBeforeItWrites() {
        known.remember(WANTED.manifest(), Fingerprint.of(live(5, "blue")));

        judge.told(false, live(5, "blue"));
        assertThat(objects.detections()).isEmpty();
        assertThat(known.wasSeen()).isTrue();
    }

    @Test
    void recordsWhatHappenedWhileNoProcessRan() {
        known.remember(WANTED.manifest(), Fingerprint.of(live(5, "blue")));

        judge.told(false, live(6, "red"));
        assertThat(objects.detections().get(REF))
                .isNotNull()
                .satisfies(found -> assertThat(found.type()).isEqualTo(Drift.Type.WHILE_AWAY));
    }

    private Tracked.@Nullable Told written(LiveObject answer) {
        return known.written(answer, Fingerprint.of(answer), WANTED.manifest());
    }

    private static LiveObject live(int version, String colour) {
        return new LiveObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of(
                        "namespace",
                        "shop",
                        "name",
                        "settings",
                        "resourceVersion",
                        String.valueOf(version),
                        "managedFields",
                        List.of(Map.of(
                                "manager",
                                "slipway",
                                "operation",
                                "Apply",
                                "fieldsV1",
                                Map.of("f:data", Map.of("f:colour", Map.of()))))),
                "data",
                Map.of("colour", colour)));
    }

    private static LiveObject live(int version) {
        return new LiveObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("namespace", "shop", "name", "settings", "resourceVersion", String.valueOf(version))));
    }

    private static final class Nobody implements EngineListener {

        @Override
        public List<DesiredObject> progressed(EngineObjects objects, DesiredObject object) {
            return List.of();
        }

        @Override
        public boolean isDue(String cluster, DesiredObject object) {
            return true;
        }

        @Override
        public boolean mayWrite(String cluster) {
            return true;
        }

        @Override
        public void applied(EngineObjects objects, DesiredObject object, Fingerprint baseline) {}

        @Override
        public void refused(DesiredObject object, String message) {}

        @Override
        public void gone(String cluster, ObjectRef object) {}

        @Override
        public void stays(String cluster, ObjectRef object) {}

        @Override
        public void drifted(Drift drift) {}

        @Override
        public void reverted(Drift drift, String key) {}

        @Override
        public void sighted(String cluster, LiveObject object) {}

        @Override
        public boolean wasApplied(String cluster, InstanceKey instance) {
            return false;
        }

        @Override
        public boolean isRemovalConfirmed(String cluster, InstanceKey owner, ObjectRef object) {
            return true;
        }

        @Override
        public boolean isUndeclared(InstanceKey instance) {
            return false;
        }

        @Override
        public boolean isRead(String cluster, InstanceKey instance) {
            return false;
        }

        @Override
        public String commit() {
            return "";
        }
    }
}
