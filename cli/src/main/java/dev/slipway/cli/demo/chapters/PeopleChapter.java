package dev.slipway.cli.demo.chapters;

import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.doors.Browser;
import dev.slipway.cli.demo.doors.Browser.Page;
import dev.slipway.cli.demo.observing.NotObserved;
import dev.slipway.cli.demo.story.Chapter;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** People sign in over OpenID Connect and make themselves access tokens. */
final class PeopleChapter implements Chapter {

    private static final List<String> OTHERS = List.of("dev2", "platform", "auditor", "admin");
    private static final Pattern TOKEN = Pattern.compile("slw_[A-Za-z0-9_-]{30,}");

    private final Scene scene;

    PeopleChapter(Scene scene) {
        this.scene = scene;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.essential("dev signs in over OpenID Connect with PKCE", this::devSignsIn),
                Step.of("dev makes an access token on the page", this::devMakesToken),
                Step.of("Everybody else signs in too", this::othersSignIn));
    }

    private String devSignsIn() {
        Browser browser = signIn("dev");
        scene.keep("the session of dev", browser);
        URI authorization = visited(browser, "/oauth2/authorize");
        String query = authorization.getRawQuery();
        for (String needed : List.of("response_type=code", "code_challenge=", "code_challenge_method=S256", "state=")) {
            NotObserved.unless(query.contains(needed), "The authorization request lacks " + needed + ": " + query);
        }
        URI callback = visited(browser, "/login/oauth2/code/");
        NotObserved.unless(callback.getRawQuery().contains("code="), "The callback brings no code: " + callback);
        int way = browser.visited().size();
        Page home = browser.open("/");
        NotObserved.unless(home.html().contains("Dana Developer"), "The home page does not greet Dana Developer");
        return "Authorization code with S256 challenge, %d addresses on the way".formatted(way);
    }

    private static URI visited(Browser browser, String path) {
        List<URI> way = browser.visited();
        return way.stream()
                .filter(uri -> uri.getPath().startsWith(path) && uri.getRawQuery() != null)
                .findFirst()
                .orElseThrow(() -> new NotObserved("Signing in did not lead over " + path + " but " + way));
    }

    private Browser signIn(String person) {
        Browser browser = new Browser(scene.url());
        Page form = browser.open("/oauth2/authorization/slipway");
        NotObserved.unlessEqual("The sign-in page's path", "/login", form.at().getPath());
        Page arrived = browser.submit(form, "/login", Map.of("username", person, "password", person));
        NotObserved.unless(
                arrived.status() == 200 && !arrived.at().getPath().equals("/login"),
                "%s ended up at %s (%d)".formatted(person, arrived.at(), arrived.status()));
        return browser;
    }

    private String devMakesToken() {
        makeToken("dev", scene.kept("the session of dev", Browser.class));
        JsonNode me = scene.as("dev").get("/api/v1/me").expect(200).json();
        NotObserved.unlessEqual("The token's person", "dev", me.path("name").asString(""));
        NotObserved.unless(me.path("teams").toString().contains(Scene.TEAM), "dev is not in " + Scene.TEAM);
        return "The token acts as %s of %s".formatted(me.path("displayName").asString(""), me.path("teams"));
    }

    private void makeToken(String person, Browser browser) {
        Page form = browser.open("/account/tokens");
        Page made = browser.submit(form, "/account/tokens", Map.of("name", "demo", "expiresInDays", "1"));
        Matcher token = TOKEN.matcher(made.html());
        NotObserved.unless(token.find(), "The page %s (%d) shows no token".formatted(made.at(), made.status()));
        scene.enters(person, new Api(scene.url(), token.group()));
        scene.keep("the token of " + person, token.group());
    }

    private String othersSignIn() {
        for (String person : OTHERS) {
            makeToken(person, signIn(person));
            JsonNode me = scene.as(person).get("/api/v1/me").expect(200).json();
            NotObserved.unlessEqual(
                    "The token's person", person, me.path("name").asString(""));
        }
        new Api(scene.url(), "").get("/api/v1/me").expect(401);
        new Api(scene.url(), "slw_made-up-by-somebody-who-tries-it-out")
                .get("/api/v1/me")
                .expect(401);
        return String.join(", ", OTHERS) + "; nobody and a made-up token get 401";
    }
}
