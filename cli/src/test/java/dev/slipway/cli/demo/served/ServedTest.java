package dev.slipway.cli.demo.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.demo.machine.Command;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServedTest {

    @Test
    void servesARepositoryThatGitClones(@TempDir Path directory) throws Exception {
        Certificate certificate = Certificate.make(directory);
        try (SourceServer sources =
                SourceServer.start(Files.createDirectory(directory.resolve("sources")), certificate)) {
            Map<String, String> trusting = Map.of("GIT_SSL_NO_VERIFY", "true", "GIT_CONFIG_GLOBAL", "/dev/null");
            new Command(directory, trusting)
                    .run(List.of("git", "clone", "--quiet", sources.url().toString(), "clone"))
                    .expectSuccess();
        }

        assertThat(directory.resolve("clone/package-lock.json")).content().contains(SourceServer.COMPONENT);
    }

    @Test
    void servesAnImageWhoseDigestsHold(@TempDir Path directory) throws Exception {
        try (ImageRegistry registry = ImageRegistry.start()) {
            String root = "http://" + registry.reference().replaceFirst("/.*", "") + "/v2/shop/";
            JsonNode manifest = new JsonMapper().readTree(get(root + "manifests/1.2.0"));
            String layer = manifest.at("/layers/0/digest").asString();
            byte[] content = get(root + "blobs/" + layer);

            assertThat("sha256:"
                            + HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(content)))
                    .isEqualTo(layer);
            assertThat(content).hasSize(manifest.at("/layers/0/size").asInt());
            Path tar = Files.write(directory.resolve("layer.tar.gz"), content);
            var listed = new Command(directory, Map.of()).run(List.of("tar", "-tzf", tar.toString()));
            assertThat(listed.expectSuccess().out().lines()).containsExactly("etc/os-release", "lib/apk/db/installed");
        }
    }

    private static byte[] get(String url) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
