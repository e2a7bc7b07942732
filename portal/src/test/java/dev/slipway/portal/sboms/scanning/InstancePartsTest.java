package dev.slipway.portal.sboms.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceSpec;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.repository.Snapshot;
import dev.slipway.sbom.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InstancePartsTest {

    @Test
    void findsTheImagesOfAllContainersOnce() {
        var parts = parts(Map.of(), """
                kind: Deployment
                spec:
                  template:
                    spec:
                      initContainers: [{name: a, image: "example.org/tools:1"}]
                      containers: [{name: b, image: "example.org/web:2"}, {name: c, image: "example.org/web:2"}]
                ---
                kind: CronJob
                spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: d, image: busybox}]}}}}}
                """, "kind: ConfigMap\ndata: {image: not-run}");

        assertThat(parts.parts())
                .extracting(Scannable.Part::source)
                .containsExactly(
                        new Source.Image("busybox"),
                        new Source.Image("example.org/tools:1"),
                        new Source.Image("example.org/web:2"));
    }

    @Test
    void putsAllVersionsOfAnImageIntoOneHistory() {
        var digest = "sha256:" + "0".repeat(64);

        assertThat(subjects("localhost:5000/acme/web:1.2")).isEqualTo("instance/shop/web/localhost:5000/acme/web 1.2");
        assertThat(subjects("localhost:5000/acme/web")).isEqualTo("instance/shop/web/localhost:5000/acme/web latest");
        assertThat(subjects("web@" + digest)).isEqualTo("instance/shop/web/web " + digest);
        assertThat(subjects("web:3@" + digest)).isEqualTo("instance/shop/web/web 3");
    }

    @Test
    void findsTheGitSourceByEitherName() {
        var flat = parts(Map.of("sourceUrl", "https://git.example.org/acme/shop.git", "sourceRef", "v1"));
        var nested = parts(Map.of("source", Map.of("url", "https://git.example.org/acme/shop.git")));

        assertThat(flat.parts().get(0).source())
                .isEqualTo(new Source.GitRepository(URI.create("https://git.example.org/acme/shop.git"), "v1"));
        assertThat(flat.parts().get(0).subject().version()).isEqualTo("v1");
        assertThat(nested.parts().get(0).subject().key())
                .isEqualTo("instance/shop/web/git:git.example.org/acme/shop.git");
    }

    @Test
    void saysWhatCannotBeScannedAndGoesOnWithTheRest() {
        var parts = parts(
                Map.of("sourceUrl", "file:///etc"), "spec: {containers: [{image: 'NOT AN IMAGE'}, {image: good}]}");

        assertThat(parts.parts()).extracting(part -> part.source().text()).containsExactly("good");
        assertThat(parts.problems()).hasSize(2).anyMatch(it -> it.contains("NOT AN IMAGE"));
    }

    @Test
    void findsNothingInAnInstanceWithoutImageAndSource() {
        assertThat(parts(Map.of(), "kind: ResourceQuota").parts()).isEmpty();
    }

    private static String subjects(String image) {
        var subject = parts(Map.of(), "spec: {containers: [{image: '" + image + "'}]}")
                .parts()
                .get(0)
                .subject();
        return subject.key() + " " + subject.version();
    }

    private static Scannable parts(Map<String, Object> parameters, String... manifests) {
        var key = new InstanceKey("shop", "web");
        var tenant = new Tenant("shop", "team-shop", Tenant.Kind.NAMESPACE, "small", null, "host", "shop", null);
        var spec = new InstanceSpec(key, "web-service", "1.0.0", "small", parameters);
        var status = new InstanceStatus(spec, tenant, "tree", InstanceStatus.Phase.READY, "", List.of());
        return InstanceParts.of(status, new Manifests(manifests));
    }

    /** A commit with just these manifests. */
    private record Manifests(String... manifests) implements Snapshot {

        @Override
        public String commit() {
            return "0".repeat(40);
        }

        @Override
        public String read(String path) {
            return null;
        }

        @Override
        public Map<String, byte[]> files(String directory) {
            assertThat(directory).isEqualTo("tenants/shop/web/manifests");
            var files = new TreeMap<String, byte[]>();
            for (var manifest : manifests) {
                files.put(files.size() + ".yaml", manifest.getBytes(StandardCharsets.UTF_8));
            }
            return files;
        }

        @Override
        public List<String> names(String directory) {
            return List.of();
        }

        @Override
        public Map<String, String> ids(String directory) {
            return Map.of();
        }

        @Override
        public String tree(String directory) {
            return null;
        }
    }
}
