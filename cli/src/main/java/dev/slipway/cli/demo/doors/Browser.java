package dev.slipway.cli.demo.doors;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at the pages: cookies, forms with their hidden token, and redirects that are looked at on the way. */
public final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*?value=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 15;

    private final HttpClient http;
    private final URI portal;
    private final List<URI> visited = new ArrayList<>();

    /** @param portal the portal's root */
    public Browser(URI portal) {
        this.portal = portal;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A page as it is shown at last.
     *
     * @param at where one ended up
     * @param status its HTTP status
     * @param html its text
     */
    public record Page(URI at, int status, String html) {

        /**
         * @return the token that its forms send
         * @throws NotObserved if it has none
         */
        public String csrf() {
            Matcher found = CSRF.matcher(html);
            NotObserved.unless(found.find(), "The page " + at + " (" + status + ") has no form with a _csrf field");
            return found.group(1);
        }
    }

    /**
     * @param path a page
     * @return the page that one ends up at
     */
    public Page open(String path) {
        visited.clear();
        return follow(request(portal.resolve(path)).GET().build());
    }

    /**
     * Sends a form.
     *
     * @param form the page that it is on
     * @param path where it goes
     * @param fields its fields without the hidden token
     * @return the page that one ends up at
     */
    public Page submit(Page form, String path, Map<String, String> fields) {
        visited.clear();
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(form.csrf()) + "&", ""));
        return follow(request(portal.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** @return every address that the latest action led over, the first and the last included */
    public List<URI> visited() {
        return List.copyOf(visited);
    }

    private Page follow(HttpRequest first) {
        HttpRequest request = first;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            visited.add(request.uri());
            HttpResponse<String> response = send(request);
            String location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(request.uri(), response.statusCode(), response.body());
            }
            request = request(request.uri().resolve(location)).GET().build();
        }
        throw new NotObserved("Still redirected after " + MOST_REDIRECTS + " answers: " + visited);
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/html,application/xhtml+xml");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotObserved("%s %s has no answer: %s".formatted(request.method(), request.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while opening " + request.uri());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
