package dev.slipway.portal.forge;

import dev.slipway.portal.forge.PullRequestSettings.Kind;
import org.springframework.http.HttpHeaders;

/** Gitea, as its API is documented. */
class GiteaTest extends GiteaContract {

    @Override
    Kind kind() {
        return Kind.GITEA;
    }

    @Override
    HttpHeaders signed(String secret, byte[] body) throws Exception {
        return header("X-Gitea-Signature", hex(secret, body));
    }
}
