package dev.slipway.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@PortalTest
class AccountPageTest {

    private static final Pattern TOKEN = Pattern.compile("slw_[A-Za-z0-9_-]{43}");

    @LocalServerPort
    int port;

    @Test
    void makesATokenShowsItOnceAndRevokesIt() {
        var browser = Browser.at(port).signIn("dev");
        var form = browser.get("/account/tokens");

        var made = browser.post("/account/tokens", Map.of("name", "my laptop", "expiresInDays", "7"), form);
        assertThat(made.status()).isEqualTo(303);
        var shown = browser.follow(made);
        assertThat(shown.body()).contains("my laptop");
        var value =
                TOKEN.matcher(shown.body()).results().findFirst().orElseThrow().group();
        assertThat(Client.at(port).withToken(value).get("/api/v1/me").status()).isEqualTo(200);

        var list = browser.get("/account/tokens");
        assertThat(list.body()).contains("my laptop").doesNotContain(value);

        var id = Client.at(port)
                .withToken(value)
                .get("/api/v1/tokens")
                .json()
                .at("/items/0/id")
                .asString();
        var revoked = browser.follow(browser.post("/account/tokens/" + id + "/revoke", Map.of(), list));
        assertThat(revoked.body()).contains("Token revoked.");
        assertThat(Client.at(port).withToken(value).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        var browser = Browser.at(port).signIn("dev");

        var refused = browser.post(
                "/account/tokens", Map.of("name", "", "expiresInDays", "<soon>"), browser.get("/account/tokens"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Give the token a name", "Give a number of days", "&lt;soon&gt;")
                .doesNotContain("<soon>");
    }
}
