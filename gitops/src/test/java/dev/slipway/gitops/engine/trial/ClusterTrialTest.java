package dev.slipway.gitops.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.golden.GoldenByHand;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenTrial;
import dev.slipway.gitops.repository.GoldenTrial.Outcome;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import dev.slipway.gitops.testing.OutsideCluster;
import dev.slipway.gitops.testing.Wire;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server, at the end of a wire, says to manifests that nobody follows yet. */
class ClusterTrialTest {

    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final String CONFIG =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {colour: blue}}";
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
    private static final String DOOR = """
            apiVersion: v1
            kind: Service
            metadata: {name: door}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 31080}]}
            """;
    private static final String WIDGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.trial.example.org}
            spec:
              group: trial.example.org
              scope: Namespaced
              names: {kind: Widget, plural: widgets}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
            """;

    @TempDir
    static Path folder;

    private static OutsideCluster cluster;
    private static KubernetesClient people;
    private static Wire wire;
    private static EmbeddedPostgres database;
    private static Laboratory lab;

    @BeforeAll
    static void aPlatformAtTheEndOfAWire() throws Exception {
        cluster = new OutsideCluster(folder.resolve("cluster"));
        people = cluster.people();
        int port = people.getMasterUrl().getPort();
        wire = new Wire(port);
        String kubeconfig = cluster.kubeconfig().replace(":" + port, ":" + wire.port());
        Path file = Files.writeString(folder.resolve("host.yaml"), kubeconfig);
        database = EmbeddedPostgres.builder().start();
        lab = new Laboratory(
                folder.resolve("data"),
                database,
                Map.of("slipway.clusters.host.kubeconfig", file.toString(), "slipway.push.within", WITHIN.toString()));
        lab.namespaceTenant("trial");
        lab.declareReady("trial", "there", Map.of("door.yaml", DOOR));
    }

    @AfterAll
    static void close() throws Exception {
        lab.close();
        database.close();
        wire.close();
        cluster.close();
    }

    @BeforeEach
    void mendTheWire() {
        wire.up();
        wire.release();
        Await.value("the cluster answers", Duration.ofSeconds(60), ClusterTrialTest::answers);
    }

    private static @Nullable Object answers() {
        try {
            boolean isUp =
                    lab.bean(Clusters.class).status(Clusters.HOST).orElseThrow().isUp();
            return isUp ? lab.host().getKubernetesVersion() : null;
        } catch (KubernetesClientException e) {
            return null;
        }
    }

    @Test
    void refusesAWrongTypeInTheApiServersWords() throws Exception {
        assertThat(problem("trial", WEB.replace("replicas: 2", "replicas: many")))
                .startsWith("Deployment/trial/web is refused by cluster 'host': ")
                .contains("cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32");
    }

    @Test
    void refusesAFieldThatTheKindHasNot() throws Exception {
        assertThat(problem("trial", WEB.replace("replicas: 2", "replica: 2")))
                .contains("unknown field \"spec.replica\"");
    }

    @Test
    void refusesAKindThatKubernetesHasNot() throws Exception {
        assertThat(problem("trial", WEB.replace("kind: Deployment", "kind: Deploymant")))
                .endsWith("The cluster does not know the kind Deploymant of apps/v1");
        assertThat(problem("trial", DOOR.replace("apiVersion: v1", "apiVersion: v2")))
                .endsWith("The cluster does not know the kind Service of v2");
    }

    @Test
    void refusesAValueThatCantBe() throws Exception {
        assertThat(problem(
                        "trial",
                        DOOR.replace("port: 80", "port: 70000")
                                .replace(", nodePort: 31080", "")
                                .replace("door", "gate")))
                .contains("spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535");
        assertThat(problem(
                        "trial",
                        WEB.replace("{app: web}}\n  template", "{app: other}}\n  template")
                                .replace("matchLabels: {app: web}", "matchLabels: {app: other}")))
                .contains("`selector` does not match template `labels`");
    }

    @Test
    void looksAtTheFormButNotAtTheValuesWhereTheNamespaceIsNotThereYet() throws Exception {
        assertThat(trial("later", Map.of("web.yaml", WEB))).isEqualTo(Outcome.FINE);
        assertThat(problem("later", WEB.replace("replicas: 2", "replicas: many")))
                .contains("cannot unmarshal");
        assertThat(trial("later", Map.of("door.yaml", DOOR.replace("port: 80", "port: 70000"))))
                .isEqualTo(Outcome.FINE);
    }

    @Test
    void letsAnObjectThroughThatIsThereAndHasWhatItAsksFor() throws Exception {
        String changed = DOOR.replace("{name: door}", "{name: door, labels: {colour: blue}}");

        assertThat(trial("trial", Map.of("door.yaml", changed))).isEqualTo(Outcome.FINE);
    }

    @Test
    void letsADefinitionThroughWithObjectsOfItsKind() throws Exception {
        String widget = "{apiVersion: trial.example.org/v1, kind: Widget, metadata: {name: w}, spec: {size: big}}";
        assertThat(trial("trial", Map.of("a.yaml", WIDGETS, "b.yaml", widget)).remarks())
                .containsExactly("1 manifest is not checked by cluster 'host', tenants/trial/new/manifests/b.yaml: "
                        + "The cluster does not know the kind Widget of trial.example.org/v1");

        lab.declareReady("trial", "widgets", Map.of("a.yaml", WIDGETS));
        assertThat(Await.value("the kind is served", Duration.ofSeconds(30), () -> refusal("trial", widget)))
                .contains("spec.size", "must be of type integer");
        assertThat(problem("trial", widget.replace("size: big", "sice: 1"))).contains("unknown field \"spec.sice\"");
    }

    @Test
    void judgesNoObjectByADefinitionThatTheSamePushChanges() throws Exception {
        lab.declareReady("trial", "gadgets", Map.of("a.yaml", WIDGETS.replace("idget", "adget")));
        String gadget = "{apiVersion: trial.example.org/v1, kind: Wadget, metadata: {name: g}, spec: {colour: red}}";
        Await.value("the kind is served", Duration.ofSeconds(30), () -> refusal("trial", gadget));

        String wider = WIDGETS.replace("idget", "adget")
                .replace("size: {type: integer}", "size: {type: integer}, colour: {type: string}");
        Outcome outcome = trial("trial", "gadgets", Map.of("a.yaml", wider, "b.yaml", gadget));

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.remarks())
                .containsExactly("1 manifest is not checked by cluster 'host',"
                        + " tenants/trial/gadgets/manifests/b.yaml: its definition comes with the same push");
    }

    @Test
    void letsThroughWhatAQuotaIsTooSmallForNow() throws Exception {
        lab.declareReady("trial", "quota", Map.of("quota.yaml", """
                {apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {"count/secrets": "0"}}}
                """));
        Await.value(
                "the quota counts",
                Duration.ofSeconds(30),
                () -> Optional.ofNullable(people.resourceQuotas()
                                .inNamespace("trial")
                                .withName("few")
                                .get())
                        .map(ResourceQuota::getStatus)
                        .map(ResourceQuotaStatus::getHard)
                        .orElse(null));

        assertThat(trial("trial", Map.of("s.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: s}}")))
                .isEqualTo(Outcome.FINE);
        lab.remove(new InstanceKey("trial", "quota"));
    }

    @Test
    void asksAboutASecretBeforeItsValuesAreMadeUp() throws Exception {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: login, annotations: {slipway.dev/generate: "password"}}
                type: kubernetes.io/ssh-auth
                """;
        assertThat(problem("trial", secret)).contains("data[ssh-privatekey]: Required value");
        assertThat(trial("trial", Map.of("s.yaml", secret.replace("\"password\"", "ssh-privatekey"))))
                .isEqualTo(Outcome.FINE);
    }

    @Test
    void asksAboutABaseline() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        put(files, "fleet/all/baseline.yaml", """
                {apiVersion: slipway.dev/v1, kind: Baseline, metadata: {name: all}, spec: {selector: {}}}
                """);
        put(files, "fleet/all/manifests/web.yaml", WEB.replace("replicas: 2", "replicas: many"));

        assertThat(trial(files).problems())
                .extracting(GoldenProblem::path)
                .containsExactly("fleet/all/manifests/web.yaml");
    }

    @Test
    void asksAboutChangedManifestsOnly() throws Exception {
        wire.down();

        Outcome outcome = trial("trial", "there", Map.of("door.yaml", DOOR, "web.yaml", WEB));

        assertThat(outcome.remarks()).singleElement().asString().startsWith("1 manifest is not checked");
    }

    @Test
    void asksAboutAThousandManifestsAsFarAsTheTimeGoes() throws Exception {
        Map<String, String> many = IntStream.range(0, 1_000)
                .mapToObj("config-%d"::formatted)
                .collect(Collectors.toMap(name -> name + ".yaml", CONFIG::formatted));

        wire.holdAfter(200);
        long begin = System.nanoTime();
        Outcome outcome = trial("trial", many);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(WITHIN, WITHIN.plusSeconds(5));
        assertThat(outcome.problems()).isEmpty();
        assertThat(people.configMaps().inNamespace("trial").withName("config-1").get())
                .isNull();
        assertThat(outcome.remarks())
                .singleElement()
                .asString()
                .matches("\\d{1,3} manifests are not checked by cluster 'host': there was no time for more than 2.0 s");
    }

    @Test
    void saysThatTheClusterIsAway() throws Exception {
        wire.down();

        Outcome outcome = trial("trial", Map.of("web.yaml", WEB.replace("2", "two")));

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.remarks())
                .singleElement()
                .asString()
                .startsWith("1 manifest is not checked by cluster 'host': it ");
    }

    @Test
    void waitsNoLongerThanItMayForAClusterThatIsSilent() throws Exception {
        wire.hold();

        long begin = System.nanoTime();
        Outcome outcome =
                trial("trial", Map.of("web.yaml", WEB.replace("2", "two"), "config.yaml", CONFIG.formatted("c")));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(WITHIN, WITHIN.plusSeconds(5));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.remarks())
                .containsExactly(
                        "2 manifests are not checked by cluster 'host': there was no time for more than 2.0 s");
    }

    private static String refusal(String tenant, String manifest) {
        try {
            return trial(tenant, Map.of("it.yaml", manifest)).problems().stream()
                    .map(GoldenProblem::message)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String problem(String tenant, String manifest) throws IOException {
        Outcome outcome = trial(tenant, Map.of("it.yaml", manifest));
        assertThat(outcome.problems()).hasSize(1);
        assertThat(outcome.problems().get(0).path()).isEqualTo("tenants/%s/new/manifests/it.yaml".formatted(tenant));
        return outcome.problems().get(0).message();
    }

    private static Outcome trial(String tenant, Map<String, String> manifests) throws IOException {
        return trial(tenant, "new", manifests);
    }

    private static Outcome trial(String tenant, String instance, Map<String, String> manifests) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        put(files, "tenants/" + tenant + "/tenant.yaml", """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: %1$s}
                spec: {owner: team-test, kind: namespace, plan: small, cluster: host, namespace: %1$s}
                """.formatted(tenant));
        String directory = "tenants/" + tenant + "/" + instance;
        put(files, directory + "/request.yaml", Laboratory.request(instance));
        manifests.forEach((name, content) -> put(files, directory + "/manifests/" + name, content));
        return trial(files);
    }

    private static Outcome trial(Map<String, byte[]> files) throws IOException {
        String commit = GoldenByHand.insert(lab.golden().location(), files).name();
        return lab.bean(GoldenTrial.class).of(commit);
    }

    private static void put(Map<String, byte[]> files, String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }
}
