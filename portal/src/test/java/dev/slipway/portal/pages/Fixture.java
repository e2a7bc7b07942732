package dev.slipway.portal.pages;

import dev.slipway.clusters.Cluster;
import dev.slipway.clusters.Clusters;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.Story;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;

/** What the team of {@code dev} has and what happens to it, brought about over the API and the API server. */
final class Fixture {

    private static final PatchContext EDIT = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kubectl-edit")
            .build();

    private final Client anybody;
    private final Client admin;
    private final Clusters clusters;

    Fixture(Environment environment, DataDirectory data, Clusters clusters) {
        this.anybody = Client.at(environment.getRequiredProperty("local.server.port", Integer.class));
        this.admin = anybody.asAdmin(data.path());
        this.clusters = clusters;
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        admin.get("/api/v1/catalog/entries").json().get("total").asInt() >= 4);
    }

    Client admin() {
        return admin;
    }

    /** A program of somebody of team-checkout. */
    Client member(People people, AccessTokens tokens) {
        Person tess =
                new Person("test", "tess", "tess", "Tess Tester", null, Set.of("team-checkout"), Set.of(Role.DEV));
        people.remember(tess);
        return anybody.withToken(
                tokens.create(tess, "pages", Duration.ofDays(1), false).value());
    }

    /** Orders for team-checkout and waits until it is ready; the answer is the request's id. */
    String ordered(String entry, String name, String placed, String parameters) {
        Story story = new Story(admin);
        String id = story.accepted("""
                {"entry": "%s", "plan": "small", "name": "%s", %s, "parameters": {%s}}
                """.formatted(entry, name, placed, parameters));
        story.ready(id);
        return id;
    }

    String webService(String name) {
        return ordered(
                "web-service", name, "\"team\": \"team-checkout\"", "\"image\": \"localhost:1/acme/" + name + ":1.0\"");
    }

    String virtualCluster(String name) {
        return ordered("virtual-cluster", name, "\"team\": \"team-checkout\"", "");
    }

    /** Changes a managed Deployment by hand, past the golden repository. */
    void tamper(String deployment) {
        host().apps()
                .deployments()
                .inNamespace("team-checkout")
                .withName(deployment)
                .patch(EDIT, "{\"spec\": {\"minReadySeconds\": 77}}");
    }

    private KubernetesClient host() {
        return clusters.find(Clusters.HOST).map(Cluster::client).orElseThrow();
    }
}
