package dev.slipway.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io",
        "library/nginx:1.27, docker.io",
        "localhost:5000/team/shop:1.0, localhost:5000",
        "localhost/shop, localhost",
        "[::1]:5000/shop, [::1]:5000",
        "registry:5000/shop, registry:5000",
        "ghcr.io/org/app__x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, ghcr.io",
        "registry.example.org/a/b-c/d.e:v1_2, registry.example.org"
    })
    void acceptsImageReferences(String reference, String registry) {
        assertThat(new Source.Image(reference).registry()).isEqualTo(registry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-o",
                "--help",
                "--from=dir",
                "--config=/etc/passwd",
                "/etc/passwd",
                "../etc",
                "./nginx",
                "dir:/etc",
                "file:///etc/passwd",
                "docker-archive:/tmp/x.tar",
                "https://registry.example.org/x",
                "Nginx",
                "nginx latest",
                "nginx\n--help",
                "nginx\u0000",
                "nginx:",
                "nginx@sha256:abc",
                "user:password@registry.example.org/x",
                "registry.example.org/-x",
                "nginx;id",
                "$(id)",
                "ｎginx"
            })
    void refusesWhatIsNoImageReference(String reference) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Source.Image(reference))
                .withMessageContaining("expected [registry/]name");
    }

    @Test
    void refusesAVeryLongImageReferenceQuicklyAndShowsItsBeginningOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Source.Image("a".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org/team/shop.git",
                "http://localhost:8080/git/golden.git",
                "ssh://git@git.example.org:2222/~team/shop.git",
                "https://[::1]/shop.git"
            })
    void acceptsGitUrls(String url) {
        assertThat(new Source.GitRepository(URI.create(url), null).text()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "/etc",
                "git://git.example.org/x",
                "ext::sh%20-c%20id",
                "https:///x",
                "https://git.example.org",
                "https://user:secret@git.example.org/x",
                "https://user@git.example.org/x",
                "ssh://-oProxyCommand=id/x",
                "ssh://-o@git.example.org/x",
                "https://git.example.org/../x",
                "https://git.example.org/%2e%2e/x",
                "https://git.example.org/x?y",
                "https://git.example.org/x#y",
                "jar:https://git.example.org/x!/y"
            })
    void refusesOtherGitUrlsWithoutShowingTheirPassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Source.GitRepository(URI.create(url), null))
                .withMessageContaining("expected https://")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "v1.0.0", "refs/heads/main", "feature/x_y", "0123456789abcdef0123456789abcdef01234567"})
    void acceptsGitRefs(String ref) {
        var repository = new Source.GitRepository(URI.create("https://git.example.org/x"), ref);

        assertThat(repository.text()).isEqualTo("https://git.example.org/x#" + ref);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-b",
                "--upload-pack=id",
                "a..b",
                "a//b",
                "/a",
                "a/",
                "a b",
                "a:b",
                "+a",
                "a/-b",
                "a@{1}",
                "a.lock",
                "a*",
                "a\n"
            })
    void refusesOtherGitRefs(String ref) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Source.GitRepository(URI.create("https://git.example.org/x"), ref))
                .withMessageContaining("The Git ref is");
    }

    @Test
    void makesPathsAbsolute() {
        assertThat(new Source.Artifact(Path.of("--help")).path()).isAbsolute().hasFileName("--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a\n", "a=b", "<script>", "../x"})
    void refusesSubjectsWhichAreNoNames(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SbomSubject.product(name, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> SbomSubject.product("x", name));
    }

    @Test
    void refusesAnInstanceWithoutATenant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SbomSubject(SbomSubject.Kind.INSTANCE, "x", "1", null, "shop", "team-checkout"))
                .withMessageContaining("The tenant");
    }
}
