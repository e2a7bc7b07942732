package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Kubectl;
import dev.slipway.cli.demo.observing.Await;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The virtual cluster is the team's own, and nothing beyond it. */
final class TenantChapter implements Chapter {

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: ships.demo.example.org}
            spec:
              group: demo.example.org
              scope: Namespaced
              names: {plural: ships, singular: ship, kind: Ship}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {sails: {type: integer}}}}}}
            """;
    private static final String SHIP = """
            apiVersion: demo.example.org/v1
            kind: Ship
            metadata: {name: pinta, namespace: default}
            spec: {sails: 3}
            """;

    private final Scene scene;

    TenantChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.of("kubectl works with the tenant's kubeconfig", this::kubeconfig),
                Step.of("Namespaces come and go in the virtual cluster", this::namespaces),
                Step.of("The team defines its own kinds of objects", this::customResources),
                Step.of("The team may do everything inside", this::everythingInside),
                Step.of("The tenant's kubeconfig is worth nothing on the host", this::nothingOutside),
                Step.of("Another team does not see the tenant", this::otherTeam));
    }

    private String kubeconfig() throws IOException {
        String path = "/api/v1/tenants/" + Scene.TENANT + "/kubeconfig";
        Kubectl kubectl =
                scene.kubectl("tenant", scene.as("dev").get(path).expect(200).text());
        String namespaces = kubectl.read("get", "ns", "-o", "name")
                .replace("namespace/", "")
                .replace('\n', ' ');
        NotObserved.unless(namespaces.contains("default"), "There is no namespace default among: " + namespaces);
        NotObserved.unless(
                !namespaces.contains(Scene.TEAM), "The team's namespace on the host is seen inside: " + namespaces);
        scene.keep("kubectl in the tenant", kubectl);
        long start = scene.kept("the moment of the order", Long.class);
        return "`kubectl get ns` %d ms after the order: %s"
                .formatted((System.nanoTime() - start) / 1_000_000, namespaces);
    }

    private Kubectl kubectl() {
        return scene.kept("kubectl in the tenant", Kubectl.class);
    }

    private String namespaces() {
        kubectl().read("create", "namespace", "harbour");
        Await.until(
                Duration.ofSeconds(30),
                "the namespace has its default service account",
                () -> kubectl().find("harbour", "serviceaccount/default").isPresent());
        kubectl().read("delete", "namespace", "harbour", "--wait=true", "--timeout=90s");
        NotObserved.unless(
                kubectl().find("default", "namespace/harbour").isEmpty(), "The namespace harbour is still there");
        return "harbour was created, got its service account, and is deleted";
    }

    private String customResources() {
        kubectl().create(CRD).expectSuccess();
        kubectl().read("wait", "--for=condition=Established", "crd/ships.demo.example.org", "--timeout=30s");
        Await.until(
                Duration.ofSeconds(30),
                "a Ship can be created",
                () -> kubectl().create(SHIP).exit() == 0);
        JsonNode ship = kubectl().get("default", "ship/pinta");
        NotObserved.unlessEqual(
                "The ship's sails", 3, ship.path("spec").path("sails").asInt(0));
        kubectl().read("delete", "crd", "ships.demo.example.org", "--timeout=60s");
        return "A custom resource definition with an object of its kind";
    }

    private String everythingInside() {
        NotObserved.unlessEqual("can-i '*' '*'", "yes", kubectl().read("auth", "can-i", "*", "*", "--all-namespaces"));
        JsonNode quota = kubectl().get("default", "resourcequota/quota");
        return "can-i '*' '*' is yes; the quota stands at " + quota.path("spec").path("hard");
    }

    private String nothingOutside() throws IOException {
        String path = "/api/v1/clusters/host/kubeconfig";
        scene.as("dev").get(path).expect(403);
        Kubectl host =
                scene.kubectl("host", scene.as("admin").get(path).expect(200).text());
        scene.keep("kubectl on the host", host);
        NotObserved.unlessEqual("The administrator's can-i '*' '*'", "yes", host.read("auth", "can-i", "*", "*"));
        Kubectl foreign = scene.kubectl("foreign", pointedAt(kubectl().kubeconfig(), host.kubeconfig()));
        String refusal = foreign.run("get", "ns").expectFailure("").err().strip();
        NotObserved.unless(
                refusal.contains("nauthorized") || refusal.contains("logged in") || refusal.contains("orbidden"),
                "The host refuses for another reason: " + refusal);
        return refusal.replaceAll("(?s).*\n", "");
    }

    /** The tenant's credentials with the host's address and authority, so that nothing but the credentials is refused. */
    private static String pointedAt(String tenant, String host) {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode from = yaml.readTree(host).at("/clusters/0/cluster");
        JsonNode config = yaml.readTree(tenant);
        ((ObjectNode) config.at("/clusters/0")).set("cluster", from);
        return yaml.writeValueAsString(config);
    }

    private String otherTeam() {
        String tenant = "/api/v1/tenants/" + Scene.TENANT;
        String request = "/api/v1/requests/" + scene.kept("the order of the virtual cluster", String.class);
        String instance = "/api/v1/instances/" + Scene.TENANT + "/" + Scene.TENANT;
        for (String path : List.of(tenant, tenant + "/kubeconfig", request, request + "/events", instance)) {
            scene.as("dev").get(path.endsWith("/events") ? request : path).expect(200);
            scene.as("dev2").get(path).expect(404);
        }
        scene.as("dev2").delete(instance).expect(404);
        long seen = scene.as("dev2")
                .get("/api/v1/tenants")
                .expect(200)
                .json()
                .path("total")
                .asLong(-1);
        NotObserved.unlessEqual("The number of tenants that dev2 sees", 0, seen);
        scene.as("auditor").get(tenant).expect(200);
        scene.as("auditor").get(tenant + "/kubeconfig").expect(403);
        return "404 for tenant, kubeconfig, request, events and instance; the auditor reads but gets no kubeconfig";
    }
}
