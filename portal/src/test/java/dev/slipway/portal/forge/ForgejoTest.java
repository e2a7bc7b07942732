package dev.slipway.portal.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.forge.PullRequestSettings.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Forgejo, as its API is documented. */
class ForgejoTest extends ForgeContract {

    @Override
    Kind kind() {
        return Kind.FORGEJO;
    }

    @Override
    HttpHeaders signed(String secret, byte[] body) throws Exception {
        return header("X-Forgejo-Signature", hex(secret, body));
    }

    @Test
    void believesNoSignatureOfAnotherBody() throws Exception {
        assertThat(forge.isGenuine(signed(SECRET, BODY), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }
}
