package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.portal.forge.PullRequestSettings.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** GitLab, as its API is documented. */
class GitLabTest extends ForgeContract {

    @Override
    Kind kind() {
        return Kind.GITLAB;
    }

    @Override
    HttpHeaders signed(String secret, byte[] body) {
        return header("X-Gitlab-Token", secret);
    }

    /** A signing token is the key in Base64, behind a prefix. */
    @Test
    void believesWhatIsSignedWithASigningToken() throws Exception {
        byte[] key = "thirty-two bytes that are secret".getBytes(StandardCharsets.UTF_8);
        String token = "whsec_" + Base64.getEncoder().encodeToString(key);
        Forge signing = forge(service.token(), token);

        assertThat(signing.isGenuine(standard(key, Instant.now(), BODY), BODY)).isTrue();
        assertThat(signing.isGenuine(standard(Instant.now(), BODY), BODY)).isFalse();
    }

    @Test
    void refusesASigningTokenThatIsNone() {
        assertThatThrownBy(() -> forge(service.token(), "whsec_%%%"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.golden.pull-requests.webhook-secret")
                .hasMessageNotContaining("%%%");
    }

    @Test
    void believesASignatureThatIsFresh() throws Exception {
        assertThat(forge.isGenuine(standard(Instant.now(), BODY), BODY)).isTrue();
    }

    @Test
    void believesNoSignatureThatIsOldOrOfAnotherBody() throws Exception {
        assertThat(forge.isGenuine(standard(Instant.now().minusSeconds(600), BODY), BODY))
                .isFalse();
        assertThat(forge.isGenuine(standard(Instant.now(), BODY), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    /** A signature that is there counts, whatever token stands beside it. */
    @Test
    void believesNoTokenBesideAWrongSignature() throws Exception {
        HttpHeaders headers = standard(Instant.now(), "{}".getBytes(StandardCharsets.UTF_8));
        headers.set("X-Gitlab-Token", SECRET);

        assertThat(forge.isGenuine(headers, BODY)).isFalse();
    }

    private static HttpHeaders standard(Instant at, byte[] body) throws Exception {
        return standard(SECRET.getBytes(StandardCharsets.UTF_8), at, body);
    }

    private static HttpHeaders standard(byte[] key, Instant at, byte[] body) throws Exception {
        String prefix = "msg_1." + at.getEpochSecond() + ".";
        byte[] content = (prefix + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        HttpHeaders headers = header("webhook-id", "msg_1");
        headers.set("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.set("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac(key, content)));
        return headers;
    }
}
