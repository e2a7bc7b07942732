package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.Exemption.ExemptObject;
import dev.slipway.gitops.exemptions.ExemptionFile;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.Ledger;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerFilter;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenValidation;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields that people may change for a while, on a real API server. */
class BreakGlassTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SETTINGS =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue, size: large}}";
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "registry.example.org/web:1.0"}]}
            """;

    private final Laboratory lab = Laboratory.shared();
    private InstanceKey key;

    @Test
    void leavesWhatIsExemptAndPutsBackTheRestUntilItIsClosed() {
        declare("glass-closed");
        open("glass-closed", Duration.ofHours(1), settings("data.colour", "data.extra"));

        edit("{\"data\":{\"colour\":\"red\",\"extra\":\"1\",\"size\":\"small\"}}");
        Drift rest = lab.awaitDrift(key, drift -> true);
        assertThat(rest.fields()).containsExactly(new Drift.Field("data.size", "large", "small"));
        assertThat(config().getData())
                .containsOnly(Map.entry("colour", "red"), Map.entry("extra", "1"), Map.entry("size", "large"));

        edit("{\"data\":{\"colour\":null}}");
        edit("{\"data\":{\"size\":\"tiny\"}}");
        lab.awaitDrift(key, drift -> "tiny".equals(drift.fields().get(0).after()));
        assertThat(config().getData()).containsOnly(Map.entry("extra", "1"), Map.entry("size", "large"));

        close("glass-closed");
        lab.awaitDrift(
                key,
                drift -> drift.fields()
                        .equals(List.of(
                                new Drift.Field("data.colour", "blue", null),
                                new Drift.Field("data.extra", null, "1"))));
        assertThat(config().getData()).containsOnly(Map.entry("colour", "blue"), Map.entry("size", "large"));
        assertThat(entry(EntryType.BREAK_GLASS_OPENED, "glass-closed").user()).isEqualTo("dana");
        LedgerEntry closed = entry(EntryType.BREAK_GLASS_CLOSED, "glass-closed");
        assertThat(closed.details().path("closed").asString()).isEqualTo("early");
        assertThat(closed.details().path("approvedBy").asString()).isEqualTo("pat");
    }

    @Test
    void endsAtItsExpiryThoughItsFileIsStillThere() {
        declare("glass-expiry");
        open("glass-expiry", Duration.ofSeconds(6), settings("data.colour"));
        edit("{\"data\":{\"colour\":\"red\"}}");

        Drift drift = lab.awaitDrift(key, each -> true);

        assertThat(drift.fields()).containsExactly(new Drift.Field("data.colour", "blue", "red"));
        assertThat(drift.manager()).isEqualTo("kubectl-edit");
        Exemption expired = lab.bean(Exemptions.class).expired().stream()
                .filter(each -> each.id().equals("glass-expiry"))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(expired.expires(), drift.revertedAt()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(entry(EntryType.BREAK_GLASS_CLOSED, "glass-expiry")
                        .details()
                        .path("closed")
                        .asString())
                .isEqualTo("expired");
    }

    @Test
    void putsADeletedObjectBackAsDeclaredWhileItIsOpen() {
        declare("glass-deleted");
        open("glass-deleted", Duration.ofHours(1), settings("data.colour"));
        edit("{\"data\":{\"colour\":\"red\"}}");

        lab.host().configMaps().inNamespace(key.tenant()).withName("settings").delete();
        lab.awaitDrift(key, drift -> drift.type() == Drift.Type.DELETED);

        assertThat(config().getData()).containsEntry("colour", "blue");
        edit("{\"data\":{\"colour\":\"green\",\"size\":\"small\"}}");
        lab.awaitDrift(key, drift -> drift.type() == Drift.Type.CHANGED);
        assertThat(config().getData()).containsEntry("colour", "green").containsEntry("size", "large");
    }

    @Test
    void letsAnAutoscalerScaleAndStillPutsTheImageBack() {
        declare("glass-scaled");
        ObjectRef web = new ObjectRef("apps/v1", "Deployment", key.tenant(), "web");
        open("glass-scaled", Duration.ofHours(1), new ExemptObject(web, List.of("spec.replicas")));
        for (int replicas = 3; replicas <= 6; replicas++) {
            lab.host()
                    .apps()
                    .deployments()
                    .inNamespace(key.tenant())
                    .withName("web")
                    .scale(replicas);
        }
        String image = """
                {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"evil:1"}]}}}}
                """;
        lab.host()
                .apps()
                .deployments()
                .inNamespace(key.tenant())
                .withName("web")
                .patch(
                        new io.fabric8.kubernetes.client.dsl.base.PatchContext.Builder()
                                .withPatchType(io.fabric8.kubernetes.client.dsl.base.PatchType.STRATEGIC_MERGE)
                                .withFieldManager("kubectl-set")
                                .build(),
                        image);
        Drift drift = lab.awaitDrift(key, each -> each.object().equals(web));

        assertThat(drift.fields())
                .extracting(Drift.Field::path)
                .containsExactly("spec.template.spec.containers[name=web].image");
        Deployment now = lab.host()
                .apps()
                .deployments()
                .inNamespace(key.tenant())
                .withName("web")
                .get();
        assertThat(now.getSpec().getReplicas()).isEqualTo(6);
        assertThat(now.getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
                .isEqualTo("registry.example.org/web:1.0");
    }

    @Test
    void recordsWhatIsChangedTogetherWithAnExemptField() {
        declare("glass-beside");
        ObjectRef web = new ObjectRef("apps/v1", "Deployment", key.tenant(), "web");
        open("glass-beside", Duration.ofHours(1), new ExemptObject(web, List.of("spec.replicas")));

        for (int round = 1; round <= 5; round++) {
            Drift.Field label = new Drift.Field("metadata.labels.foo", null, "c" + round);
            // A controller writes the status right after such a change, so that what was seen is old at once.
            lab.host()
                    .apps()
                    .deployments()
                    .inNamespace(key.tenant())
                    .withName("web")
                    .patch(
                            DriftContract.EDIT,
                            "{\"metadata\":{\"labels\":{\"foo\":\"c%d\"}},\"spec\":{\"replicas\":%d}}"
                                    .formatted(round, round + 2));
            lab.awaitDrift(key, drift -> drift.fields().contains(label));
        }
    }

    @Test
    void isRefusedAtThePushWhereItSaysTooMuchOrTooLong() {
        declare("glass-refused");
        String text = ExemptionFile.write(exemption("glass-refused", Duration.ofHours(1), settings("data.colour")));

        assertThat(problem("bad-path", text.replace("data.colour", "spec"))).contains("exempts too much");
        assertThat(problem("bad-label", text.replace("data.colour", "metadata.labels.slipway.dev/tenant")))
                .contains("can't be exempt");
        assertThat(problem("bad-self", text.replace("approvedBy: pat", "approvedBy: dana")))
                .contains("expected somebody else");
        String later = text.replaceAll("opened: .*", "opened: '2099-01-01T00:00:00Z'")
                .replaceAll("expires: .*", "expires: '2099-01-01T12:00:00Z'");
        assertThat(problem("bad-time", later)).contains("expected no time to come");
        assertThat(problem(
                        "bad-all",
                        later.replace("approvedBy: pat", "approvedBy: dana").replace("data.colour", "spec")))
                .contains("expected no time to come", "expected somebody else", "exempts too much");
    }

    @Test
    void isRefusedAtThePushWhereItIsAboutAnothersObjects() {
        declare("glass-another");
        InstanceKey another = key;
        declare("glass-own");
        ObjectRef theirs = new ObjectRef("v1", "ConfigMap", another.tenant(), "settings");

        assertThat(pushed(
                        "of-another", exemption("of-another", HOUR, new ExemptObject(theirs, List.of("data.colour")))))
                .extracting(GoldenProblem::message)
                .containsExactly("ConfigMap/glass-another/settings (v1) is not declared by glass-own/app"
                        + " in cluster 'host'; expected one of its own objects");
        Exemption own = exemption("elsewhere", HOUR, settings("data.colour"));
        assertThat(pushed("elsewhere", own, "cluster: host", "cluster: edge"))
                .extracting(GoldenProblem::message)
                .containsExactly("spec.cluster is 'edge', expected 'host', the cluster of glass-own/app");
        assertThat(pushed(
                        "nobodys",
                        exemption("nobodys", HOUR, settings("data.colour")),
                        "instance: app",
                        "instance: none"))
                .extracting(GoldenProblem::message)
                .containsExactly("spec.tenant and spec.instance name 'glass-own/none', which is no instance");
        assertThat(pushed("own", exemption("own", HOUR, settings("data.colour"))))
                .isEmpty();
    }

    @Test
    void isRefusedAtThePushWhereItNamesAFieldThatIsNone() {
        declare("glass-misspelt");
        ObjectRef web = new ObjectRef("apps/v1", "Deployment", key.tenant(), "web");

        assertThat(pushed("misspelt", exemption("misspelt", HOUR, new ExemptObject(web, List.of("spec.replica")))))
                .containsExactly(new GoldenProblem(
                        "break-glass/misspelt/break-glass.yaml",
                        "Deployment has no field spec.replica; did you mean spec.replicas?"));
    }

    /** What is said to a push of such a file, which isn't followed. */
    private List<GoldenProblem> pushed(String id, Exemption exemption) {
        return pushed(id, exemption, "", "");
    }

    private List<GoldenProblem> pushed(String id, Exemption exemption, String part, String instead) {
        Map<String, byte[]> files = new HashMap<>();
        lab.golden().head().files("tenants").forEach((path, content) -> files.put("tenants/" + path, content));
        String text = ExemptionFile.write(exemption);
        text = part.isEmpty() ? text : text.replace(part, instead);
        files.put(ExemptionFile.DIRECTORY + "/" + id + "/" + ExemptionFile.NAME, text.getBytes(StandardCharsets.UTF_8));
        try {
            String commit = GoldenByHand.insert(lab.golden().location(), files).name();
            return lab.beans(GoldenValidation.class).stream()
                    .flatMap(each -> each.problems(commit).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String problem(String id, String text) {
        String named = text.replace("name: glass-refused", "name: " + id);
        lab.commit(ExemptionFile.DIRECTORY + "/" + id, Map.of(ExemptionFile.NAME, named), Map.of());
        String commit = lab.golden().head().commit();
        Await.value(
                "the bad file is known",
                SOON,
                () -> lab.bean(Exemptions.class).problems().isEmpty() ? null : Boolean.TRUE);
        lab.commit(ExemptionFile.DIRECTORY + "/" + id, Map.of(), Map.of());
        Await.value(
                "the bad file is forgotten",
                SOON,
                () -> lab.bean(Exemptions.class).problems().isEmpty() ? Boolean.TRUE : null);
        return lab.beans(GoldenValidation.class).stream()
                .flatMap(each -> each.problems(commit).stream())
                .map(Object::toString)
                .reduce("", String::concat);
    }

    private void declare(String tenant) {
        lab.namespaceTenant(tenant);
        key = lab.declareReady(tenant, "app", Map.of("settings.yaml", SETTINGS, "web.yaml", WEB));
    }

    private ExemptObject settings(String... fields) {
        return new ExemptObject(new ObjectRef("v1", "ConfigMap", key.tenant(), "settings"), List.of(fields));
    }

    private Exemption exemption(String id, Duration open, ExemptObject object) {
        Instant now = Instant.now();
        return new Exemption(id, key, "host", List.of(object), "The disk is full", "dana", "pat", now, now.plus(open));
    }

    private void open(String id, Duration open, ExemptObject object) {
        String text = ExemptionFile.write(exemption(id, open, object));
        lab.commit(ExemptionFile.DIRECTORY + "/" + id, Map.of(ExemptionFile.NAME, text), Map.of());
        Await.value(
                "it is open",
                SOON,
                () -> lab.bean(Exemptions.class).open().stream()
                                .anyMatch(each -> each.id().equals(id))
                        ? Boolean.TRUE
                        : null);
    }

    private void close(String id) {
        lab.commit(ExemptionFile.DIRECTORY + "/" + id, Map.of(), Map.of());
    }

    private void edit(String patch) {
        lab.host().configMaps().inNamespace(key.tenant()).withName("settings").patch(DriftContract.EDIT, patch);
    }

    private ConfigMap config() {
        return lab.host()
                .configMaps()
                .inNamespace(key.tenant())
                .withName("settings")
                .get();
    }

    private LedgerEntry entry(EntryType type, String id) {
        LedgerFilter filter = LedgerFilter.of(type, key.tenant(), null);
        return Await.value(
                type + " of " + id,
                SOON,
                () -> lab.bean(Ledger.class).page(filter, 0, 10).stream()
                        .filter(entry -> entry.details().path("id").asString().equals(id))
                        .findFirst()
                        .orElse(null));
    }
}
