package dev.slipway.portal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.GoldenTrial;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.testing.GitClone;
import dev.slipway.portal.testing.PortalTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pushes to the golden repository with the ordinary {@code git}, as the platform team does. */
@PortalTest
class GoldenPushTest {

    private static final String ENTRY = "catalog/web-service/1.0.0/entry.yaml";
    private static final String TENANT = "tenants/pushed/tenant.yaml";

    @LocalServerPort
    int port;

    @Autowired
    GoldenRepository golden;

    @Autowired
    Catalog catalog;

    @Autowired
    GoldenContents contents;

    @Autowired
    GoldenSettings settings;

    @Autowired
    OwnRepository repositories;

    @TempDir
    Path directory;

    private GitClone clone;

    @BeforeEach
    void cloneIt() throws Exception {
        clone = GitClone.of(port, directory);
    }

    @Test
    void takesOverWhatWasPushed() throws Exception {
        var before = summary();
        clone.write(ENTRY, clone.read(ENTRY).replace("summary: A container", "summary: A pushed container"));

        assertTaken(clone.push());
        await(() -> summary().startsWith("A pushed container"));

        assertThat(golden.head().read(ENTRY)).contains("A pushed container");
        clone.git("revert", "--no-edit", "HEAD");
        assertTaken(clone.git("push", "origin", "HEAD:main"));
        await(() -> summary().equals(before));
    }

    @Test
    void refusesAnEntryThatCannotBePublishedAndNamesTheField() throws Exception {
        clone.write(ENTRY, clone.read(ENTRY).replaceFirst("(?m)^  owner:.*$", ""));

        assertRefused(clone.push(), ENTRY + "#/spec/owner");
    }

    @Test
    void refusesAPolicyThatCannotBeRead() throws Exception {
        clone.write("policies/broken.yaml", "apiVersion: [");

        assertRefused(clone.push(), "policies/broken.yaml");
    }

    @Test
    void refusesAChaosProgramWithoutATarget() throws Exception {
        clone.write("chaos/orders.yaml", """
                apiVersion: slipway.dev/v1
                kind: Chaos
                metadata: {name: orders}
                spec: {schedule: {every: PT10M}}
                """);

        assertRefused(clone.push(), "chaos/orders.yaml: spec.target has to name either a tenant or a cluster");
    }

    @Test
    void refusesABrokenTenant() throws Exception {
        clone.write(TENANT, tenant().replace("owner: team-checkout", "owner: ''"));

        assertRefused(clone.push(), TENANT + ": spec.owner is missing");
    }

    @Test
    void keepsWhatClustersSayWithinItsLine() {
        var commit = ObjectId.fromString(golden.head().commit());
        var gate = new GoldenGate(
                golden,
                List.of(),
                pushed -> new GoldenTrial.Outcome(List.of(), List.of("it is DOWN (\u001b[2J\nremote: all is fine)")),
                settings);
        var remarks = new ArrayList<String>();
        try (var repository = repositories.open(OwnRepository.NAME).orElseThrow()) {
            gate.validate(
                    OwnRepository.NAME,
                    repository,
                    List.of(new ReceiveCommand(commit, commit, "refs/heads/main", ReceiveCommand.Type.UPDATE)),
                    new Person("https://id.example.org", "1", "pat", "Pat", null, Set.of(), Set.of(Role.PLATFORM)),
                    remarks::add);
        }

        assertThat(remarks).containsExactly("it is DOWN ( [2J remote: all is fine)");
    }

    @Test
    void saysOnceWhatIsWrong() throws Exception {
        clone.write(TENANT, "kind: Tenant\nspec: [x\n");

        var push = clone.push();

        assertRefused(push, TENANT + ": Not readable as YAML: line 3, column 1: ");
        assertThat(push.output().split(TENANT, -1)).as(push.output()).hasSize(2);
    }

    @Test
    void saysAllThatIsWrongWithEachFile() throws Exception {
        clone.write(
                TENANT, "{apiVersion: slipway.dev/v1, kind: Tenant, metadata: {name: pushed}, spec: {sealed: often}}");
        clone.write("chaos/orders.yaml", """
                apiVersion: slipway.dev/v1
                kind: Chaos
                metadata: {name: Orders}
                spec: {target: {tenant: a, cluster: b}, schedule: {every: PT10M}, windows: {}}
                """);
        clone.write("clusters/edge.yaml", """
                {apiVersion: slipway.dev/v1, kind: Cluster, metadata: {name: edge}, spec: {engine: steam, paused: 1}}
                """);
        clone.write("break-glass/now/break-glass.yaml", """
                {apiVersion: slipway.dev/v1, kind: BreakGlass, metadata: {name: now}, spec: {tenant: a, opened: x}}
                """);

        var push = clone.push();

        assertRefused(push, TENANT + ": spec.kind is missing");
        assertThat(push.output())
                .contains(TENANT + ": spec.owner is missing")
                .contains(TENANT + ": spec.sealed is often, expected true or an object with allow")
                .contains("chaos/orders.yaml: metadata.name is 'Orders', expected a DNS label")
                .contains("chaos/orders.yaml: spec.target has to name either a tenant or a cluster")
                .contains("chaos/orders.yaml: spec.windows is not known here")
                .contains("clusters/edge.yaml: spec.engine is 'steam', expected slipway, flux or argocd")
                .contains("clusters/edge.yaml: spec.paused is '1', expected true or false")
                .contains("break-glass/now/break-glass.yaml: spec.instance is missing")
                .contains("break-glass/now/break-glass.yaml: spec.opened is 'x', expected a time in UTC");
    }

    @Test
    void refusesABrokenRequestFile() throws Exception {
        clone.write(TENANT, tenant());
        clone.write("tenants/pushed/web/request.yaml", "kind: Something");

        assertRefused(
                clone.push(), "tenants/pushed/web/request.yaml: Expected apiVersion slipway.dev/v1 and kind Instance");
    }

    @Test
    void refusesAManifestWithoutAName() throws Exception {
        clone.write(TENANT, tenant());
        clone.write("tenants/pushed/web/request.yaml", instance());
        clone.write("tenants/pushed/web/manifests/service.yaml", "{apiVersion: v1, kind: Service}");

        assertRefused(clone.push(), "tenants/pushed/web/manifests/service.yaml");
    }

    @Test
    void refusesInstancesWithoutATenant() throws Exception {
        clone.write("tenants/pushed/web/request.yaml", "kind: Something");

        assertRefused(clone.push(), TENANT + ": The file is missing");
    }

    @Test
    void refusesACommitThatPosesAsThePortals() throws Exception {
        clone.write("README.md", "Posing\n");
        clone.git("add", ".");
        clone.git("-c", "user.name=Slipway", "-c", "user.email=slipway@localhost", "commit", "-m", "Order something");

        assertRefused(clone.git("push", "origin", "HEAD:main"), "names the portal, Slipway <slipway@localhost>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Request-Id: 5f0b6c1e-0000-4000-8000-000000000000",
                "request-kind : delete",
                "Approved-By: admin",
                "Requested-By: dev",
                "Policy-Result: pass"
            })
    void refusesACommitThatClaimsToAnswerARequest(String trailer) throws Exception {
        clone.write("README.md", "Claiming\n");
        clone.git("add", ".");
        clone.git("commit", "-m", "Order something", "-m", trailer);

        assertRefused(clone.git("push", "origin", "HEAD:main"), "which only the portal writes");
    }

    @Test
    void refusesToTakeTheBranchAwayOrBack() throws Exception {
        assertRefused(clone.git("push", "origin", ":main"), "can't be deleted");
        clone.git("commit", "--amend", "-m", "Another past");
        assertRefused(clone.git("push", "--force", "origin", "HEAD:main"), "can't be rewound");
    }

    @Test
    void letsOtherBranchesBe() throws Exception {
        clone.write(ENTRY, "broken");
        clone.git("add", ".");
        clone.git("commit", "-m", "Try something");

        assertTaken(clone.git("push", "origin", "HEAD:refs/heads/attempt"));
        assertThat(golden.head().read(ENTRY)).isNotEqualTo("broken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENTRY,
                "catalog/web-service/1.0.0/chart/values.yaml",
                "policies/images-are-pinned.yaml",
                TENANT,
                "tenants/pushed/web/request.yaml",
                "tenants/pushed/web/manifests/config.yaml"
            })
    void refusesAFileOfAliasesThatUnfoldWithoutEnd(String path) throws Exception {
        if (path.startsWith("tenants/")) {
            clone.write(TENANT, tenant());
            clone.write("tenants/pushed/web/request.yaml", instance());
        }
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int level = 1; level < 60; level++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d,*a%2$d,*a%2$d]\n".formatted(level, level - 1));
        }
        clone.write(path, bomb.toString());

        assertRefused(clone.push(), path);
    }

    @Test
    void refusesATreeThatUnfoldsBeyondAllBounds() throws Exception {
        var level = clone.git("rev-parse", "HEAD:README.md").output().strip();
        for (int depth = 0; depth < 6; depth++) {
            var tree = new StringBuilder();
            for (int name = 10; name < 30; name++) {
                tree.append(depth == 0 ? "100644 blob " : "040000 tree ")
                        .append(level)
                        .append('\t')
                        .append(name)
                        .append('\n');
            }
            level = clone.pipe(tree.toString(), "mktree");
        }
        var commit = clone.git("commit-tree", level, "-p", "HEAD", "-m", "Sixty-four million files")
                .output()
                .strip();

        assertRefused(clone.git("push", "origin", commit + ":main"), "too large");
    }

    @Test
    void hasNoProblemsWithWhatItStartsWith() {
        assertThat(contents.problems()).isEmpty();
        assertThat(golden.head().read("README.md")).startsWith("# Golden repository");
    }

    private String summary() {
        return catalog.find("web-service").orElseThrow().summary();
    }

    private static String tenant() {
        return """
                apiVersion: slipway.dev/v1
                kind: Tenant
                metadata: {name: pushed}
                spec: {owner: team-checkout, kind: namespace, plan: small}
                """;
    }

    private static String instance() {
        return """
                apiVersion: slipway.dev/v1
                kind: Instance
                metadata: {name: web}
                spec: {entry: web-service, version: 1.0.0, plan: small}
                """;
    }

    private void assertRefused(GitClone.Result push, String reason) {
        assertThat(push.ok()).as(push.output()).isFalse();
        assertThat(push.output()).contains(reason);
        assertThat(golden.head().read(TENANT)).isNull();
    }

    private static void assertTaken(GitClone.Result push) {
        assertThat(push.ok()).as(push.output()).isTrue();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
