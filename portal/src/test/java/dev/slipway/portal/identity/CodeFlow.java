package dev.slipway.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.testing.Browser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gets tokens of the provider for somebody who is signed in there, as the portal does. */
record CodeFlow(Browser browser, ClientRegistration provider) {

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";

    /** The provider's answer, with the access token and the ID token. */
    JsonNode tokens() {
        try {
            var asked = query(browser.get("/oauth2/authorization/" + provider.getRegistrationId())
                    .location());
            var redirect = asked.get("redirect_uri");
            var code = query(browser.get(provider.getProviderDetails().getAuthorizationUri() + "?"
                                    + form(Map.of(
                                            "response_type",
                                            "code",
                                            "client_id",
                                            provider.getClientId(),
                                            "redirect_uri",
                                            redirect,
                                            "scope",
                                            String.join(" ", provider.getScopes()),
                                            "state",
                                            "any",
                                            "code_challenge_method",
                                            "S256",
                                            "code_challenge",
                                            challenge())))
                            .location())
                    .get("code");
            return redeem(code, redirect);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode redeem(String code, String redirect) throws Exception {
        var client = provider.getClientId() + ":" + provider.getClientSecret();
        var request = HttpRequest.newBuilder(
                        URI.create(provider.getProviderDetails().getTokenUri()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirect,
                        "code_verifier", VERIFIER))))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static String challenge() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static Map<String, String> query(String url) {
        var parameters = UriComponentsBuilder.fromUriString(url).build().getQueryParams();
        return parameters.toSingleValueMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> java.net.URLDecoder.decode(each.getValue(), StandardCharsets.UTF_8)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
