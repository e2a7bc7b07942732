package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.portal.forge.PullRequest.State;
import dev.slipway.portal.forge.PullRequestSettings.Kind;
import dev.slipway.portal.forge.testing.ForgeDouble;
import dev.slipway.portal.forge.testing.ForgeDouble.Merge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    ForgeDouble service;
    Forge forge;

    abstract Kind kind();

    /** The headers of a webhook that the forge sends. */
    abstract HttpHeaders signed(String secret, byte[] body) throws Exception;

    @BeforeEach
    void start() throws Exception {
        service = new ForgeDouble(kind(), directory);
        forge = forge("forge-token");
        Path seed = Files.createDirectory(directory.resolve("seed"));
        ForgeDouble.git(seed, "init", "-q", "-b", "main");
        ForgeDouble.git(seed, "commit", "-q", "--allow-empty", "-m", "Seed");
        ForgeDouble.git(seed, "push", "-q", service.repository().toString(), "main", "main:" + BRANCH);
        service.push(BRANCH, "tenants/a/db/request.yaml", "wanted\n");
    }

    private Forge forge(String token) {
        return ForgeConfiguration.of(new PullRequestSettings(
                kind(), service.apiUrl(), "platform/golden", token, SECRET, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void opensAPullRequestAndFindsItByItsBranch() {
        assertThat(forge.find(BRANCH)).isEmpty();

        PullRequest opened = forge.open(proposal("Order a/db"));

        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.url()).startsWith("https://").endsWith("/" + opened.number());
        assertThat(forge.find(BRANCH)).contains(opened);
        assertThat(forge.look(opened.number())).isEqualTo(opened);
        assertThat(service.pulls().get(0).title()).isEqualTo("Order a/db");
        assertThat(service.pulls().get(0).body()).isEqualTo("What reviewers read");
    }

    @Test
    void opensNoneASecondTimeAndBringsTheFirstUpToDate() {
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
        assertThat(ForgeDouble.git(service.repository(), "show", commit + ":tenants/a/db/request.yaml"))
                .isEqualTo("wanted\n");
    }

    @Test
    void saysWhoClosedItWithoutAMerge() {
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
        assertThat(forge.look(opened.number()).conflicts()).isFalse();

        service.push("main", "tenants/a/db/request.yaml", "something else\n");

        assertThat(forge.look(opened.number()).conflicts()).isTrue();
    }

    @Test
    void saysThatTheForgeDoesNotAnswer() {
        service.goesDown(true);

        assertThatThrownBy(() -> forge.open(proposal("Order a/db")))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> forge.look(1)).isInstanceOf(ForgeUnavailableException.class);
    }

    @Test
    void saysThatTheTokenIsRefused() {
        assertThatThrownBy(() -> forge("wrong").open(proposal("Order a/db")))
                .isInstanceOf(ForgeUnavailableException.class)
                .hasMessageContaining("Bad credentials")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void believesOnlyWhatIsSignedWithTheSecret() throws Exception {
        assertThat(forge.isGenuine(signed(SECRET, BODY), BODY)).isTrue();
        assertThat(forge.isGenuine(signed("another", BODY), BODY)).isFalse();
        assertThat(forge.isGenuine(new HttpHeaders(), BODY)).isFalse();
    }

    @Test
    void believesNothingWithoutASecret() throws Exception {
        Forge open = ForgeConfiguration.of(new PullRequestSettings(
                kind(), service.apiUrl(), "platform/golden", "forge-token", null, Duration.ofSeconds(30)));

        assertThat(open.isGenuine(signed("", BODY), BODY)).isFalse();
        assertThat(open.isGenuine(signed(SECRET, BODY), BODY)).isFalse();
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
