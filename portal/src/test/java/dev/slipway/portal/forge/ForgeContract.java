package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.portal.forge.PullRequest.State;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeService;
import dev.slipway.portal.forge.testing.ForgeService.Merge;
import dev.slipway.portal.forge.testing.HandWork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;

/** What every forge does. */
abstract class ForgeContract {

    static final String SECRET = "webhook-secret";
    static final byte[] BODY = "{\"action\":\"closed\"}".getBytes(StandardCharsets.UTF_8);
    private static final String BRANCH = "slipway/1";

    @TempDir
    Path directory;

    ForgeService service;
    Forge forge;

    abstract Kind kind();

    /** The headers of a webhook that the forge sends. */
    abstract HttpHeaders signed(String secret, byte[] body) throws Exception;

    /** The forge itself, with an empty repository. */
    ForgeService service() throws Exception {
        return new ForgeDouble(kind(), directory);
    }

    @BeforeEach
    void start() throws Exception {
        service = service();
        forge = forge(service.token(), SECRET);
        Path seed = Files.createDirectory(directory.resolve("seed"));
        HandWork.git(seed, "init", "-q", "-b", "main");
        HandWork.git(seed, "commit", "-q", "--allow-empty", "-m", "Seed");
        HandWork.git(seed, "push", "-q", service.remote(), "main");
        HandWork.git(seed, "push", "-q", service.remote(), "main:" + BRANCH);
        service.push(BRANCH, "tenants/a/db/request.yaml", "wanted\n");
    }

    final Forge forge(String token, @Nullable String secret) {
        return ForgeConfiguration.of(
                new PullRequestSettings(
                        kind(), service.apiUrl(), service.name(), token, secret, Duration.ofSeconds(30)),
                GoldenSettings.of(service.remote(), null, null, Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    @Test
    void opensAPullRequestAndFindsItByItsBranch() throws Exception {
        assertThat(forge.find(BRANCH)).isEmpty();

        PullRequest opened = forge.open(proposal("Order a/db"));

        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.url()).startsWith("http").endsWith("/" + opened.number());
        assertThat(opened.head()).isEqualTo(tip());
        assertThat(forge.find(BRANCH)).contains(opened);
        assertThat(forge.look(opened.number())).isEqualTo(opened);
        assertThat(service.pulls().get(0).title()).isEqualTo("Order a/db");
        assertThat(service.pulls().get(0).body()).isEqualTo("What reviewers read");
    }

    @Test
    void opensNoneASecondTimeAndBringsTheFirstUpToDate() throws Exception {
        PullRequest first = forge.open(proposal("Order a/db"));

        PullRequest second = forge.open(proposal("Order a/db again"));

        assertThat(second.number()).isEqualTo(first.number());
        assertThat(service.pulls()).hasSize(1);
        assertThat(service.pulls().get(0).title()).isEqualTo("Order a/db again");
    }

    @ParameterizedTest
    @EnumSource(Merge.class)
    void namesTheCommitOfAMerge(Merge how) throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));

        String commit = service.merge(opened.number(), how);

        PullRequest merged = forge.look(opened.number());
        assertThat(merged.state()).isEqualTo(State.MERGED);
        assertThat(merged.mergeCommit()).isEqualTo(commit);
        assertThat(HandWork.git(service.repository(), "show", commit + ":tenants/a/db/request.yaml"))
                .isEqualTo("wanted\n");
    }

    @Test
    void tellsWhatOthersPushed() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));

        service.push(BRANCH, "tenants/a/db/NOTES.md", "Mind the gap\n");

        assertThat(tip()).isNotEqualTo(opened.head());
        assertThat(forge.look(opened.number()).head()).isEqualTo(tip());
    }

    @Test
    void findsItWhenItsBranchIsGone() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));
        service.merge(opened.number(), Merge.COMMIT);

        HandWork.git(directory.resolve("seed"), "push", "-q", service.remote(), ":" + BRANCH);

        assertThat(forge.find(BRANCH).map(PullRequest::number)).contains(opened.number());
        assertThat(forge.find(BRANCH).map(PullRequest::state)).contains(State.MERGED);
    }

    @Test
    void saysThatItIsOpenAgain() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));
        service.close(opened.number(), "rita");

        service.reopen(opened.number(), "rita");

        assertThat(forge.look(opened.number()).state()).isEqualTo(State.OPEN);
        assertThat(forge.look(opened.number()).closedBy()).isNull();
    }

    @Test
    void saysWhoClosedItWithoutAMerge() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));

        service.close(opened.number(), "rita");

        PullRequest closed = forge.look(opened.number());
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.closedBy()).isEqualTo("rita");
        assertThat(closed.mergeCommit()).isNull();
    }

    @Test
    void closesOnceWhatIsOpen() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));
        forge.close(opened.number());
        forge.close(opened.number());
        assertThat(forge.look(opened.number()).state()).isEqualTo(State.CLOSED);

        PullRequest again = forge.open(proposal("Order a/db"));
        service.merge(again.number(), Merge.COMMIT);
        forge.close(again.number());
        assertThat(forge.look(again.number()).state()).isEqualTo(State.MERGED);
        assertThat(forge.find(BRANCH).orElseThrow().number()).isEqualTo(again.number());
    }

    @Test
    void saysThatItCannotBeMergedAsItIs() throws Exception {
        PullRequest opened = forge.open(proposal("Order a/db"));
        await().untilAsserted(() ->
                assertThat(forge.look(opened.number()).conflicts()).isFalse());

        service.push("main", "tenants/a/db/request.yaml", "something else\n");

        await().untilAsserted(() ->
                assertThat(forge.look(opened.number()).conflicts()).isTrue());
    }

    @Test
    void saysThatTheForgeDoesNotAnswer() throws Exception {
        service.goesDown(true);

        assertThatThrownBy(() -> forge.open(proposal("Order a/db")))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining(service.apiUrl().toString())
                .hasMessageMatching("(?s).*(answered 503|can't be reached).*");
        assertThatThrownBy(() -> forge.look(1)).isInstanceOf(ForgeUnavailableException.class);

        service.goesDown(false);
        assertThat(forge.open(proposal("Order a/db")).state()).isEqualTo(State.OPEN);
    }

    @Test
    void saysThatTheTokenIsRefused() {
        assertThatThrownBy(() -> forge("not-the-token", SECRET).open(proposal("Order a/db")))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("answered 401")
                .hasMessageNotContaining("not-the-token");
    }

    @Test
    void believesOnlyWhatIsSignedWithTheSecret() throws Exception {
        assertThat(forge.isGenuine(signed(SECRET, BODY), BODY)).isTrue();
        assertThat(forge.isGenuine(signed("another", BODY), BODY)).isFalse();
        assertThat(forge.isGenuine(new HttpHeaders(), BODY)).isFalse();
    }

    @Test
    void believesNothingWithoutASecret() throws Exception {
        Forge open = forge(service.token(), null);

        assertThat(open.isGenuine(signed("", BODY), BODY)).isFalse();
        assertThat(open.isGenuine(signed(SECRET, BODY), BODY)).isFalse();
    }

    private String tip() throws Exception {
        return HandWork.git(service.repository(), "rev-parse", BRANCH).strip();
    }

    static Proposal proposal(String title) {
        return new Proposal(BRANCH, "main", title, "What reviewers read");
    }

    static byte[] hmac(byte[] key, byte[] content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    static String hex(String secret, byte[] content) throws Exception {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), content));
    }

    static HttpHeaders header(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }
}
