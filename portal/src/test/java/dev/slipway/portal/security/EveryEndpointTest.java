package dev.slipway.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.testing.Answer;
import dev.slipway.portal.testing.Browser;
import dev.slipway.portal.testing.Client;
import dev.slipway.portal.testing.PortalTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks all endpoints of the running portal: each says whom it is for, and lets in exactly those. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEndpointTest {

    private static final Person NOBODY = null;

    @LocalServerPort
    int port;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    private final Map<Role, Client> programs = new EnumMap<>(Role.class);
    private final Map<String, Browser> browsers = new java.util.HashMap<>();

    @Test
    void declaresWhomItIsFor() {
        var silent = endpoints()
                .filter(endpoint -> DeclaredAccess.audienceOf(endpoint.method()).isEmpty())
                .map(Endpoint::toString);

        assertThat(silent)
                .as(
                        "endpoints without @ForAnyone, @ForEveryone, @ForDevelopers, @ForPlatform, @ForAuditors or @ForAdmins")
                .isEmpty();
    }

    @Test
    void isFoundByThisTest() {
        assertThat(endpoints().map(Endpoint::path))
                .contains("/", "/login", "/error", "/api/v1/me", "/api/v1/tokens", "/api/v1/tokens/{id}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void letsInExactlyThoseItIsFor(Endpoint endpoint) {
        if (endpoint.isHook()) {
            // Other programs call it, each with a secret or a signature of its own, and nobody else whoever they are.
            assertThat(anonymousProgram(endpoint)).as(endpoint.toString()).isBetween(400, 499);
            return;
        }
        var audience = DeclaredAccess.audienceOf(endpoint.method()).orElseThrow();
        for (var role : Role.values()) {
            var status = call(endpoint, role);
            if (audience.admits(person(role))) {
                assertThat(status).as(endpoint + " by " + role).isNotIn(401, 403);
            } else {
                assertThat(status).as(endpoint + " by " + role).isEqualTo(403);
            }
        }
        var anonymous = endpoint.isApi() ? anonymousProgram(endpoint) : anonymousPerson(endpoint);
        if (audience.admits(NOBODY)) {
            assertThat(anonymous).as(endpoint + " by nobody").isNotIn(401, 403, 302);
        } else {
            assertThat(anonymous).as(endpoint + " by nobody").isIn(401, 302, 403);
        }
    }

    @Test
    void isClosedToTokensThatOnlyReadWhereItChangesThingsOrHandsOutCredentials() {
        var closed = endpoints()
                .filter(Endpoint::isApi)
                .filter(endpoint ->
                        !endpoint.verb().equals("GET") || endpoint.path().endsWith("/kubeconfig"))
                .toList();
        var reader = program(Role.ADMIN, true);

        assertThat(closed)
                .extracting(Endpoint::path)
                .contains("/api/v1/tenants/{name}/kubeconfig", "/api/v1/clusters/host/kubeconfig", "/api/v1/tokens");
        for (var endpoint : closed) {
            var answer = call(endpoint, reader);
            assertThat(answer.status()).as(endpoint.toString()).isEqualTo(403);
            assertThat(answer.body()).as(endpoint.toString()).contains("made for reading only");
        }
        assertThat(reader.send("HEAD", "/api/v1/clusters/host/kubeconfig", BodyPublishers.noBody())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isReadFromWithTheParametersThatItDeclaresOnly() {
        var read = endpoints()
                .filter(endpoint -> endpoint.isApi() && endpoint.verb().equals("GET"))
                // Nothing is at a path that doesn't match what the endpoint expects of its parts.
                .filter(endpoint -> !endpoint.path().contains(":"))
                .toList();
        var admin = program(Role.ADMIN, false);

        assertThat(read)
                .extracting(Endpoint::path)
                .contains("/api/v1/ledger", "/api/v1/ledger/export", "/api/v1/requests/{id}/events");
        for (var endpoint : read) {
            var answer = admin.get(endpoint.url() + "?no-such-parameter=1");
            assertThat(answer.status()).as(endpoint.toString()).isEqualTo(422);
            assertThat(answer.body()).as(endpoint.toString()).contains("'no-such-parameter'");
        }
    }

    Stream<Endpoint> endpoints() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("dev.slipway."))
                .flatMap(entry -> endpoints(entry.getKey(), entry.getValue()));
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo mapping, HandlerMethod method) {
        var methods = mapping.getMethodsCondition().getMethods();
        var all = methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
        return mapping.getPatternValues().stream()
                .flatMap(path -> all.stream().map(verb -> new Endpoint(verb.name(), path, method)));
    }

    private int call(Endpoint endpoint, Role role) {
        if (endpoint.isApi()) {
            return call(endpoint, programs.computeIfAbsent(role, any -> program(any, false)))
                    .status();
        }
        var browser =
                browsers.computeIfAbsent(userOf(role), user -> Browser.at(port).signIn(user));
        return endpoint.verb().equals("GET")
                ? browser.get(endpoint.url()).status()
                : browser.post(endpoint.url(), Map.of(), browser.get("/account/tokens"))
                        .status();
    }

    private int anonymousProgram(Endpoint endpoint) {
        return call(endpoint, Client.at(port)).status();
    }

    private static Answer call(Endpoint endpoint, Client program) {
        return program.with("Content-Type", "application/json")
                .send(endpoint.verb(), endpoint.url(), BodyPublishers.ofString(endpoint.hasBody() ? "{}" : ""));
    }

    private int anonymousPerson(Endpoint endpoint) {
        var browser = Browser.at(port);
        return endpoint.verb().equals("GET")
                ? browser.get(endpoint.url()).status()
                : browser.post(endpoint.url(), Map.of(), browser.get("/login")).status();
    }

    private Client program(Role role, boolean readOnly) {
        var person = person(role);
        people.remember(person);
        var token = tokens.create(person, "every endpoint", Duration.ofDays(1), readOnly);
        return Client.at(port).withToken(token.value());
    }

    private static Person person(Role role) {
        return new Person("test", "test-" + role, "test-" + role, "Test", null, Set.of("team-test"), Set.of(role));
    }

    private static String userOf(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    record Endpoint(String verb, String path, HandlerMethod method) {

        boolean isHook() {
            return path.startsWith("/hooks/");
        }

        boolean isApi() {
            return path.startsWith("/api/");
        }

        boolean hasBody() {
            return !verb.equals("GET") && !verb.equals("DELETE");
        }

        /** A path with something in every place that nobody has. */
        String url() {
            return path.replaceAll("/\\*\\*$", "/x").replaceAll("\\{([^{}]|\\{[^}]*})*}", "no-such-thing");
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
