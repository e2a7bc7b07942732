package dev.slipway.portal.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.Role;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Uses the ordinary {@code git} against a repository of the test's own. */
@PortalTest
@Import(GitOverHttpTest.Parts.class)
class GitOverHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    SampleRepository sample;

    @Autowired
    NoSecrets gate;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @TempDir
    Path directory;

    @BeforeEach
    void forgetPushes() {
        gate.passed.clear();
    }

    @Test
    void clonesForThoseWhoReadEverything() {
        for (var user : List.of("platform", "auditor", "admin")) {
            var result = git(directory, "clone", url(user, user), user);

            assertThat(result.ok()).as(result.output()).isTrue();
            assertThat(directory.resolve(user).resolve("README")).hasContent("a sample");
        }
    }

    @Test
    void keepsWhatAllTeamsDeclareFromDevelopers() {
        var result = git(directory, "clone", url("dev", "dev"), "clone");

        assertThat(result.ok()).isFalse();
        assertThat(result.output()).contains("403");
    }

    @Test
    void clonesWithATokenInPlaceOfThePassword() {
        var result = git(directory, "clone", url("anything", token(Role.AUDITOR, false)), "clone");

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void asksStrangersForAPassword() {
        var answer = Client.at(port).get("/git/sample.git/info/refs?service=git-upload-pack");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));

        var result = git(directory, "clone", "http://localhost:" + port + "/git/sample.git", "clone");
        assertThat(result.ok()).isFalse();
    }

    @Test
    void takesAPushOfThePlatformTeamAndTellsTheGates() {
        clone("platform", "platform");
        commit("entry.yaml", "name: sample");

        var result = git(worktree(), "push", "origin", "HEAD:main");

        assertThat(result.ok()).as(result.output()).isTrue();
        assertThat(gate.passed).containsExactly("sample refs/heads/main platform");
    }

    @Test
    void takesAPushWithAnAdministratorsToken() {
        clone("admin", token(Role.ADMIN, false));
        commit("by-token.yaml", "name: token");

        assertThat(git(worktree(), "push", "origin", "HEAD:main").ok()).isTrue();
    }

    @Test
    void refusesAPushOfDevelopersAndAuditors() {
        clone("auditor", "auditor");
        commit("sneaky.yaml", "mine");

        assertThat(git(worktree(), "push", "origin", "HEAD:main").ok()).isFalse();
        assertThat(git(worktree(), "push", url("dev", "dev"), "HEAD:main").ok()).isFalse();
        assertThat(gate.passed).isEmpty();
    }

    @Test
    void refusesAPushWithAReadOnlyToken() {
        clone("admin", token(Role.ADMIN, true));
        commit("read-only.yaml", "name: token");

        assertThat(git(worktree(), "push", "origin", "HEAD:main").ok()).isFalse();
    }

    @Test
    void tellsThePusherWhyAGateRefuses() {
        clone("platform", "platform");
        commit("secret.yaml", "password: hunter2");

        var result = git(worktree(), "push", "origin", "HEAD:main");

        assertThat(result.ok()).isFalse();
        assertThat(result.output()).contains("secret.yaml must not be pushed");
        assertThat(git(directory, "ls-remote", url("platform", "platform"), "refs/heads/main")
                        .output())
                .doesNotContain(git(worktree(), "rev-parse", "HEAD").output().strip());
        assertThat(gate.passed).isEmpty();
    }

    @Test
    void refusesFilesThatAreTooLargeForConfiguration() throws IOException {
        clone("platform", "platform");
        var noise = new byte[6 * 1024 * 1024];
        new java.util.Random(42).nextBytes(noise);
        Files.write(worktree().resolve("large.bin"), noise);
        commit("small.yaml", "beside it");

        var result = git(worktree(), "push", "origin", "HEAD:main");

        assertThat(result.ok()).isFalse();
        assertThat(result.output()).contains("Object too large");
    }

    @Test
    void knowsOnlyTheNamesItWasGiven() {
        var dev = Client.at(port).withPassword("dev", "dev");
        for (var name : List.of("other.git", "..%2f..%2fetc.git", "sample.git/../other.git", "x".repeat(300))) {
            assertThat(dev.get("/git/" + name + "/info/refs?service=git-upload-pack")
                            .status())
                    .as(name)
                    .isBetween(400, 404);
        }
        assertThat(dev.get("/git/sample.git/HEAD").status())
                .as("the dumb protocol")
                .isBetween(403, 404);
        assertThat(dev.get("/git/sample.git/config").status()).isEqualTo(404);
    }

    private Path worktree() {
        return directory.resolve("clone");
    }

    private void clone(String user, String password) {
        org.springframework.util.FileSystemUtils.deleteRecursively(worktree().toFile());
        var result = git(directory, "clone", url(user, password), "clone");
        assertThat(result.ok()).as(result.output()).isTrue();
    }

    private void commit(String file, String content) {
        try {
            Files.writeString(worktree().resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(worktree(), "add", ".");
        var result = git(worktree(), "commit", "-m", "Add " + file);
        assertThat(result.ok()).as(result.output()).isTrue();
    }

    private String token(Role role, boolean readOnly) {
        var person = new Person("test", "git-" + role, "git-" + role, "Git", null, Set.of(), Set.of(role));
        people.remember(person);
        return tokens.create(person, "git", Duration.ofDays(1), readOnly).value();
    }

    private String url(String user, String password) {
        return "http://" + user + ":" + password + "@localhost:" + port + "/git/sample.git";
    }

    private Result git(Path in, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", directory.toString());
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue() == 0, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Result(boolean ok, String output) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Primary
        SampleRepository sampleRepository() throws Exception {
            return new SampleRepository();
        }

        @Bean
        NoSecrets noSecrets() {
            return new NoSecrets();
        }
    }

    /** One bare repository with one commit. */
    static final class SampleRepository implements GitRepositories, AutoCloseable {

        private final Path bare = Files.createTempDirectory("slipway-sample").resolve("sample.git");

        SampleRepository() throws Exception {
            var work = bare.resolveSibling("work");
            try (var git = Git.init()
                    .setDirectory(work.toFile())
                    .setInitialBranch("main")
                    .call()) {
                Files.writeString(work.resolve("README"), "a sample");
                git.add().addFilepattern("README").call();
                git.commit()
                        .setMessage("Start")
                        .setAuthor("Test", "test@example.org")
                        .setSign(false)
                        .call();
                Git.cloneRepository()
                        .setURI(work.toUri().toString())
                        .setBare(true)
                        .setDirectory(bare.toFile())
                        .call()
                        .close();
            }
        }

        @Override
        public Optional<Repository> open(String name) {
            if (!name.equals("sample")) {
                return Optional.empty();
            }
            try {
                return Optional.of(Git.open(bare.toFile()).getRepository());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            org.springframework.util.FileSystemUtils.deleteRecursively(
                    bare.getParent().toFile());
        }
    }

    /** Refuses commits whose message names a secret. */
    static final class NoSecrets implements PushGate {

        final List<String> passed = new CopyOnWriteArrayList<>();

        @Override
        public List<String> validate(
                String name,
                Repository repository,
                Collection<ReceiveCommand> commands,
                Person person,
                Consumer<String> remarks) {
            try (var walk = new org.eclipse.jgit.revwalk.RevWalk(repository)) {
                for (var command : commands) {
                    if (walk.parseCommit(command.getNewId()).getFullMessage().contains("secret")) {
                        return List.of("secret.yaml must not be pushed");
                    }
                }
                return List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void afterPush(String name, Repository repository, Collection<ReceiveCommand> commands, Person person) {
            commands.forEach(command -> passed.add(name + " " + command.getRefName() + " " + person.name()));
        }
    }
}
