package dev.slipway.portal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Catalog;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.testing.PortalTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    @TempDir
    Path directory;

    @BeforeEach
    void cloneIt() throws Exception {
        var cloned = run(directory, "clone", "http://platform:platform@localhost:" + port + "/git/golden.git", "clone");
        assertThat(cloned.ok).as(cloned.output).isTrue();
    }

    @Test
    void takesOverWhatWasPushed() throws Exception {
        var before = summary();
        write(ENTRY, read(ENTRY).replace("summary: A container", "summary: A pushed container"));

        assertTaken(push());
        await(() -> summary().startsWith("A pushed container"));

        assertThat(golden.head().read(ENTRY)).contains("A pushed container");
        git("revert", "--no-edit", "HEAD");
        assertTaken(git("push", "origin", "HEAD:main"));
        await(() -> summary().equals(before));
    }

    @Test
    void refusesAnEntryThatCannotBePublishedAndNamesTheField() throws Exception {
        write(ENTRY, read(ENTRY).replaceFirst("(?m)^  owner:.*$", ""));

        assertRefused(push(), ENTRY + "#/spec/owner");
    }

    @Test
    void refusesAPolicyThatCannotBeRead() throws Exception {
        write("policies/broken.yaml", "apiVersion: [");

        assertRefused(push(), "policies/broken.yaml");
    }

    @Test
    void refusesAChaosProgramWithoutATarget() throws Exception {
        write("chaos/orders.yaml", """
                apiVersion: slipway.dev/v1
                kind: Chaos
                metadata: {name: orders}
                spec: {schedule: {every: PT10M}}
                """);

        assertRefused(push(), "chaos/orders.yaml: spec.target has to name either a tenant or a cluster");
    }

    @Test
    void refusesABrokenTenant() throws Exception {
        write(TENANT, tenant().replace("owner: team-checkout", "owner: ''"));

        assertRefused(push(), TENANT + ": owner is missing");
    }

    @Test
    void refusesABrokenRequestFile() throws Exception {
        write(TENANT, tenant());
        write("tenants/pushed/web/request.yaml", "kind: Something");

        assertRefused(push(), "tenants/pushed/web/request.yaml: Expected apiVersion slipway.dev/v1 and kind Instance");
    }

    @Test
    void refusesAManifestWithoutAName() throws Exception {
        write(TENANT, tenant());
        write("tenants/pushed/web/request.yaml", instance());
        write("tenants/pushed/web/manifests/service.yaml", "{apiVersion: v1, kind: Service}");

        assertRefused(push(), "tenants/pushed/web/manifests/service.yaml");
    }

    @Test
    void refusesInstancesWithoutATenant() throws Exception {
        write("tenants/pushed/web/request.yaml", "kind: Something");

        assertRefused(push(), TENANT + ": The file is missing");
    }

    @Test
    void refusesACommitThatPosesAsThePortals() throws Exception {
        write("README.md", "Posing\n");
        git("add", ".");
        git("-c", "user.name=Slipway", "-c", "user.email=slipway@localhost", "commit", "-m", "Order something");

        assertRefused(git("push", "origin", "HEAD:main"), "names the portal, Slipway <slipway@localhost>");
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
        write("README.md", "Claiming\n");
        git("add", ".");
        git("commit", "-m", "Order something", "-m", trailer);

        assertRefused(git("push", "origin", "HEAD:main"), "which only the portal writes");
    }

    @Test
    void refusesToTakeTheBranchAwayOrBack() throws Exception {
        assertRefused(git("push", "origin", ":main"), "can't be deleted");
        git("commit", "--amend", "-m", "Another past");
        assertRefused(git("push", "--force", "origin", "HEAD:main"), "can't be rewound");
    }

    @Test
    void letsOtherBranchesBe() throws Exception {
        write(ENTRY, "broken");
        git("add", ".");
        git("commit", "-m", "Try something");

        assertTaken(git("push", "origin", "HEAD:refs/heads/attempt"));
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
            write(TENANT, tenant());
            write("tenants/pushed/web/request.yaml", instance());
        }
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int level = 1; level < 60; level++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d,*a%2$d,*a%2$d]\n".formatted(level, level - 1));
        }
        write(path, bomb.toString());

        assertRefused(push(), path);
    }

    @Test
    void refusesATreeThatUnfoldsBeyondAllBounds() throws Exception {
        var level = hashed("README.md");
        for (int depth = 0; depth < 6; depth++) {
            var tree = new StringBuilder();
            for (int name = 10; name < 30; name++) {
                tree.append(depth == 0 ? "100644 blob " : "040000 tree ")
                        .append(level)
                        .append('\t')
                        .append(name)
                        .append('\n');
            }
            level = pipe(tree.toString(), "mktree");
        }
        var commit = git("commit-tree", level, "-p", "HEAD", "-m", "Sixty-four million files")
                .output
                .strip();

        assertRefused(git("push", "origin", commit + ":main"), "too large");
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

    private void assertRefused(Result push, String reason) {
        assertThat(push.ok).as(push.output).isFalse();
        assertThat(push.output).contains(reason);
        assertThat(golden.head().read(TENANT)).isNull();
    }

    private static void assertTaken(Result push) {
        assertThat(push.ok).as(push.output).isTrue();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the deadline").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String read(String path) throws IOException {
        return Files.readString(directory.resolve("clone").resolve(path));
    }

    private void write(String path, String content) throws IOException {
        var file = directory.resolve("clone").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Result push() throws Exception {
        git("add", ".");
        var committed = git("commit", "-m", "Change something");
        assertThat(committed.ok).as(committed.output).isTrue();
        return git("push", "origin", "HEAD:main");
    }

    private String hashed(String path) throws Exception {
        return git("rev-parse", "HEAD:" + path).output.strip();
    }

    private String pipe(String input, String... arguments) throws Exception {
        var file = directory.resolve("input");
        Files.writeString(file, input);
        var process = builder(directory.resolve("clone"), arguments)
                .redirectInput(file.toFile())
                .start();
        return result(process).output.strip();
    }

    private Result git(String... arguments) throws Exception {
        return run(directory.resolve("clone"), arguments);
    }

    private static Result run(Path in, String... arguments) throws Exception {
        return result(builder(in, arguments).start());
    }

    private static ProcessBuilder builder(Path in, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        return builder;
    }

    private static Result result(Process process) throws Exception {
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("git ends in time").isTrue();
        return new Result(process.exitValue() == 0, output);
    }

    private record Result(boolean ok, String output) {}
}
