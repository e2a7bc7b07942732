package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequestSettings.Kind;
import org.springframework.http.HttpHeaders;

/** Forgejo, as its API is documented. */
class ForgejoTest extends GiteaContract {

    @Override
    Kind kind() {
        return Kind.FORGEJO;
    }

    @Override
    HttpHeaders signed(String secret, byte[] body) throws Exception {
        return header("X-Forgejo-Signature", hex(secret, body));
    }
}
