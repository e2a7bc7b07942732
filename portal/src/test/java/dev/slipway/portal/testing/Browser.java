package dev.slipway.portal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without a screen: keeps cookies, follows redirects only when told, fills in forms with their CSRF token. */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /** Browsers send secure cookies to their own machine over HTTP too; Java's client has to be told. */
    private final CookieManager cookies = new CookieManager(null, (uri, cookie) -> {
        cookie.setSecure(false);
        return CookiePolicy.ACCEPT_ORIGINAL_SERVER.shouldAccept(uri, cookie);
    });

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI base;

    private Browser(URI base) {
        this.base = base;
    }

    public static Browser at(int port) {
        return at("localhost", port);
    }

    public static Browser at(String host, int port) {
        return new Browser(URI.create("http://" + host + ":" + port));
    }

    /** Signs a demo user in at the provider, as a person would: page, form, back to the page. */
    public Browser signIn(String user) {
        var form = follow(get("/account/tokens"));
        var back = follow(submit(form, Map.of("username", user, "password", user)));
        if (back.status() != 200 || !back.response().uri().getPath().equals("/account/tokens")) {
            throw new AssertionError(user + " could not sign in: " + back);
        }
        return this;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Reads a stream of events to its end. */
    public Answer listen(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    /** Fills in the form on {@code page} that has these fields, and sends it with what else is in it. */
    public Answer submit(Answer page, Map<String, String> fields) {
        var forms = FORM.matcher(page.body());
        while (forms.find()) {
            var inputs = inputs(forms.group(2));
            if (inputs.keySet().containsAll(fields.keySet())) {
                inputs.putAll(fields);
                var action = attribute("action", forms.group(1));
                return post(page.response().uri().resolve(action).toString(), inputs);
            }
        }
        throw new AssertionError("No form with " + fields.keySet() + " on " + page);
    }

    private static Map<String, String> inputs(String form) {
        var inputs = new LinkedHashMap<String, String>();
        INPUT.matcher(form)
                .results()
                .map(MatchResult::group)
                .filter(input -> !attribute("name", input).isEmpty())
                .filter(input -> !attribute("type", input).equals("checkbox"))
                .forEach(input -> inputs.put(attribute("name", input), attribute("value", input)));
        return inputs;
    }

    private static String attribute(String name, String tag) {
        var found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
    }

    /** Sends a form that was shown on {@code page}. */
    public Answer post(String path, Map<String, String> fields, Answer page) {
        var csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new AssertionError(
                    "No form with a CSRF token on " + page.response().uri());
        }
        return post(path, fields, csrf.group(1));
    }

    public Answer post(String path, Map<String, String> fields, String csrf) {
        var form = new LinkedHashMap<>(fields);
        form.put("_csrf", csrf);
        return post(path, form);
    }

    private Answer post(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Follows redirects to the end. */
    public Answer follow(Answer answer) {
        for (int hops = 0; hops < 10 && answer.status() / 100 == 3; hops++) {
            answer = get(answer.response().uri().resolve(answer.location()).toString());
        }
        return answer;
    }

    public boolean hasCookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .anyMatch(cookie -> cookie.getName().equals(name));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        return send(request, Answer.text());
    }

    private Answer send(HttpRequest.Builder request, BodyHandler<String> body) {
        try {
            return Answer.of(http.send(request.build(), body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
