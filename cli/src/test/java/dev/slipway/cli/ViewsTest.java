package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ViewsTest {

    private static final String ENTRIES = """
            {"items":[
              {"name":"postgresql","version":"1.4.0","owner":"team-data","summary":"A database"},
              {"name":"web-service","version":"2.0.0","owner":"team-platform","summary":"Runs \\u001b[31mred"}],
             "page":0,"size":50,"total":2}""";

    @TempDir
    private Path home;

    private ContractServer portal;

    @BeforeEach
    void startPortal() throws IOException {
        portal = new ContractServer().answer("GET /api/v1/catalog/entries", 200, ENTRIES);
    }

    @AfterEach
    void stopPortal() {
        portal.close();
    }

    @Test
    void alignsTheColumnsOfATable() {
        String[] lines = run("catalog", "list").out().split("\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[1].indexOf("team-data")).isEqualTo(lines[0].indexOf("OWNER"));
        assertThat(lines[2].indexOf("team-platform")).isEqualTo(lines[0].indexOf("OWNER"));
    }

    @Test
    void keepsEscapeSequencesAwayFromTheTerminal() {
        assertThat(run("catalog", "list").out()).contains("red").doesNotContain("\u001b");
    }

    @Test
    void printsTheAnswerItselfAsJsonAndAsYaml() {
        JsonNode answer = JsonMapper.shared().readTree(ENTRIES);

        assertThat(JsonMapper.shared()
                        .readTree(run("catalog", "list", "-o", "json").out()))
                .isEqualTo(answer);
        assertThat(new YAMLMapper()
                        .readTree(run("catalog", "list", "-o", "yaml").out()))
                .isEqualTo(answer);
    }

    @Test
    void saysThatThereIsMoreThanIsShown() {
        portal.answer("GET /api/v1/drift?tenant=t1&size=1", 200, """
                {"items":[{"kind":"Deployment","name":"web","field":"/spec/replicas","millis":8}],"page":0,"size":1,"total":7}""");

        CommandLineRun drift = run("drift", "list", "--tenant", "t1", "--size", "1");

        assertThat(drift.out()).contains("Deployment", "web", "/spec/replicas", "8");
        assertThat(drift.err()).contains("1 of 7 shown");
    }

    @Test
    void givesEveryPartOfThePlatformARow() {
        portal.answer("GET /api/v1/status", 200, """
                {"version":"0.1.0","tools":[{"name":"etcd","state":"READY","detail":"built"}],
                 "golden":{"state":"DOWN","detail":"not open yet"}}""");

        String[] lines = run("status").out().split("\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[1]).contains("tools", "etcd", "READY", "built");
        assertThat(lines[2]).contains("golden", "DOWN", "not open yet");
    }

    @Test
    void showsWhatAClusterLacks() {
        portal.answer("GET /api/v1/clusters/edge-1", 200, """
                {"name":"edge-1","state":"READY","objects":3,"notApplied":1,"notAppliedFirst":[
                 {"object":{"kind":"ConfigMap","namespace":"apps","name":"hello"},"declaredBy":"fleet/hello",
                  "message":"namespaces \\"apps\\" not found"}]}""");

        assertThat(run("cluster", "show", "edge-1").out())
                .containsPattern("not applied +1\n")
                .containsPattern("ConfigMap +apps +hello +fleet/hello +namespaces \"apps\" not found\n");
    }

    @Test
    void comparesTheNamesBeforeItUnregisters() {
        CommandLineRun mistaken = run("cluster", "remove", "edge-1", "--confirm", "edge-2");

        assertThat(mistaken.exit()).isEqualTo(2);
        assertThat(mistaken.err())
                .contains("--confirm is \"edge-2\", expected the cluster's name once more, \"edge-1\"");
        assertThat(portal.asked()).isEmpty();
    }

    @Test
    void saysWhatClosingABreakGlassDid() {
        portal.answer("GET /api/v1/break-glass/bg-1", 200, "{\"id\":\"bg-1\",\"state\":\"OPEN\"}")
                .answer("DELETE /api/v1/break-glass/bg-1", 204, "");

        CommandLineRun closed = run("break-glass", "close", "bg-1");

        assertThat(closed.exit()).isZero();
        assertThat(closed.out()).isEqualTo("bg-1 is closed: what was changed is put back as declared\n");
    }

    @Test
    void saysInALineWhatIsWrongWithTheCommandLine() {
        CommandLineRun wrong = run("drift", "list", "--colour", "red");
        CommandLineRun unfinished = run("drift");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("slipway: Unknown options: '--colour'")
                .endsWith("Help: slipway drift list --help\n")
                .doesNotContain("Usage:");
        assertThat(wrong.err().lines()).hasSizeLessThanOrEqualTo(3);
        assertThat(unfinished.exit()).isEqualTo(2);
        assertThat(unfinished.err()).contains("Missing required subcommand", "Usage:");
    }

    @Test
    void encodesWhatItIsAskedToSearchFor() {
        portal.answer("GET /api/v1/catalog/entries?q=a%20b%26c", 200, "{\"items\":[],\"total\":0}");

        CommandLineRun found = run("catalog", "list", "-q", "a b&c");

        assertThat(found.exit()).isZero();
        assertThat(found.err()).contains("Nothing found");
    }

    @Test
    void downloadsAnSbomUnchanged() throws IOException {
        String sbom = "{ \"bomFormat\" : \"CycloneDX\" }\n";
        portal.answer("GET /api/v1/sboms/s1/cyclonedx", 200, sbom);
        Path file = home.resolve("sbom.json");

        CommandLineRun download = run("sbom", "download", "s1", "--format", "cyclonedx", "-o", file.toString());

        assertThat(download.exit()).isZero();
        assertThat(file).hasContent(sbom);
        assertThat(Files.readString(file)).isEqualTo(sbom);
    }

    @Test
    void writesAKubeconfigForTheOwnerAlone() throws IOException {
        portal.answer("GET /api/v1/tenants/t1/kubeconfig", 200, "application/yaml", kubeconfig("t1", "https://new"));
        Path file = home.resolve("t1.yaml");

        CommandLineRun written = run("tenant", "kubeconfig", "t1", "-o", file.toString());

        assertThat(written.exit()).isZero();
        assertThat(Files.readString(file)).isEqualTo(kubeconfig("t1", "https://new"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void mergesAKubeconfigAndKeepsTheOthers() throws IOException {
        portal.answer("GET /api/v1/tenants/t1/kubeconfig", 200, "application/yaml", kubeconfig("t1", "https://new"));
        Path file = home.resolve(".kube/config");
        Files.createDirectories(file.getParent());
        String existing =
                kubeconfig("other", "https://other").replace("users:", "- {name: t1, cluster: {server: old}}\nusers:");
        Files.writeString(file, existing);

        CommandLineRun merged = run("tenant", "kubeconfig", "t1", "--merge");

        assertThat(merged.exit()).isZero();
        JsonNode result = new YAMLMapper().readTree(file.toFile());
        assertThat(result.path("current-context").asString()).isEqualTo("t1");
        assertThat(result.path("clusters").findValuesAsString("server"))
                .containsExactly("https://other", "https://new");
        assertThat(result.path("contexts").findValuesAsString("name")).containsExactly("other", "t1");
    }

    @Test
    void leavesAKubeconfigAloneThatItCannotRead() throws IOException {
        portal.answer("GET /api/v1/tenants/t1/kubeconfig", 200, "application/yaml", kubeconfig("t1", "https://new"));
        Path file = home.resolve(".kube/config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "clusters: [");

        CommandLineRun merged = run("tenant", "kubeconfig", "t1", "--merge");

        assertThat(merged.exit()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("clusters: [");
    }

    private CommandLineRun run(String... arguments) {
        Map<String, String> variables =
                Map.of("SLIPWAY_URL", portal.url().toString(), "SLIPWAY_TOKEN", ContractServer.TOKEN);
        return CommandLineRun.of(variables, home, null, "", arguments);
    }

    private static String kubeconfig(String name, String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - {name: %1$s, cluster: {server: '%2$s'}}
                users:
                - {name: %1$s, user: {token: secret}}
                contexts:
                - {name: %1$s, context: {cluster: %1$s, user: %1$s}}
                """.formatted(name, server);
    }
}
