package dev.slipway.portal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.embedded.DataDirectory;
import dev.slipway.portal.security.people.People;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Every page with something on it, as people with different eyes, systems and screens have it before them. */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Autowired
    Environment environment;

    @Autowired
    DataDirectory data;

    @Autowired
    Clusters clusters;

    @Autowired
    GoldenRepository golden;

    @Autowired
    People people;

    @Autowired
    AccessTokens tokens;

    @Autowired
    Sboms sboms;

    private Fixture fixture;
    private Map<String, String> sessions = Map.of();
    private String request;
    private String sbom;
    private String drift;

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pagesInEveryLook")
    void canBeReadByEverybody(String name, Look look, Consumer<Window> way, String user, Windows windows) {
        prepare(windows);
        Window window = user.isEmpty() ? windows.open(look) : windows.open(look, sessions.get(user));
        way.accept(window);
        Page page = window.page();
        page.waitForLoadState(LoadState.LOAD);
        // Before the screenshot, for which Playwright hides carets by a style of its own.
        assertThat(page.locator("[style], style").evaluateAll("all => all.map(each => each.outerHTML)"))
                .as("inline styles")
                .isEqualTo(List.of());
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + look + ".png")));

        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("the width of the page")
                .isEqualTo(look.width());
        assertThat(page.locator(".table-wrap")
                        .evaluateAll("all => all.filter(each => each.scrollWidth > each.clientWidth)"
                                + ".map(each => each.ariaLabel)"))
                .as("tables that are too wide")
                .isEqualTo(List.of());
        if (look.width() < 400) {
            assertThat(page.locator(".table-wrap td")
                            .evaluateAll("all => all.filter(each => getComputedStyle(each).whiteSpace == 'nowrap'"
                                    + " || each.offsetHeight && each.matches('[data-label]') && !each.innerText.trim()"
                                    + " && !each.querySelector('input, svg, progress')).map(each => each.outerHTML)"))
                    .as("cells of cards that don't wrap or have a name and nothing else")
                    .isEqualTo(List.of());
        }
        assertThat(violations(page)).isEmpty();
        assertThat(window.complaints()).isEmpty();
    }

    private static List<String> violations(Page page) {
        // Legacy mode stays within the page; ours have no frames.
        AxeResults results =
                new AxeBuilder(page).withTags(WCAG).setLegacyMode(true).analyze();
        assertThat(results.getPasses()).as("the rules that were checked").isNotEmpty();
        return results.getViolations().stream().map(EveryPageTest::told).toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    Stream<Arguments> pagesInEveryLook() {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .flatMap(scheme -> Stream.of(1280, 320).map(width -> new Look(scheme, width)))
                .flatMap(look -> Stream.of(
                                forAnyone().map(page -> arguments(page.name, look, page.way, "")),
                                signedIn().map(page -> arguments(page.name, look, page.way, "dev")),
                                forThePlatformTeam().map(page -> arguments(page.name, look, page.way, "platform")))
                        .flatMap(sights -> sights));
    }

    private Stream<Sight> forAnyone() {
        return Stream.of(at("welcome", "/"), at("login", "/login"));
    }

    private Stream<Sight> forThePlatformTeam() {
        return Stream.of(
                at("cluster-new", "/clusters/new"),
                at("exceptions-platform", "/exceptions"),
                at("status-platform", "/platform/status"));
    }

    private Stream<Sight> signedIn() {
        return Stream.of(
                at("home", "/"),
                at("catalog", "/catalog"),
                at("catalog-empty", "/catalog?q=nothing-like-it"),
                at("clusters", "/clusters"),
                at("clusters-empty", "/clusters?find=nothing-like-it"),
                at("cluster", "/clusters/host"),
                at("cluster-flux", "/clusters/kiosks"),
                at("instance-flux", "/instances/kiosk/screen"),
                at("entry", "/catalog/postgresql"),
                at("entry-docs", "/catalog/web-service?doc=runbook.md"),
                at("order", "/requests/new?entry=web-service"),
                new Sight("order-errors", window -> order(window, "Not a name!")),
                new Sight("preview", window -> order(window, "new-shop")),
                at("requests", "/requests"),
                new Sight("request", window -> window.page().navigate("/requests/" + request)),
                at("instances", "/instances"),
                at("instance", "/instances/team-checkout/shown"),
                at("tenants", "/tenants"),
                at("tenant", "/tenants/harbour"),
                at("tenant-kubeconfig", "/tenants/harbour?kubeconfig=show"),
                at("tenant-namespace", "/tenants/team-checkout"),
                at("drift", "/drift"),
                at("ledger", "/ledger"),
                at("ledger-refused", "/ledger?from=yesterday"),
                new Sight("ledger-entry", window -> window.page().navigate("/ledger/" + drift)),
                at("exceptions", "/exceptions"),
                at(
                        "break-glass",
                        "/exceptions/break-glass/new?tenant=team-checkout&instance=shown&field=spec.replicas"
                                + "&object=Deployment/team-checkout/shown"),
                at("proofs", "/proofs"),
                at("sboms", "/sboms"),
                new Sight("sbom", window -> window.page().navigate("/sboms/" + sbom)),
                at("tokens", "/account/tokens"),
                at("status", "/platform/status"),
                at("not-found", "/no/such/page"),
                at("design", "/design"));
    }

    private static Sight at(String name, String path) {
        return new Sight(name, window -> window.page().navigate(path));
    }

    private static void order(Window window, String name) {
        Page page = window.page();
        page.navigate("/requests/new?entry=web-service");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        Locator image = page.getByLabel("Image");
        checked(page, image::focus);
        image.fill("localhost:1/acme/shop:1.0");
        checked(page, image::blur);
        window.press("Preview the change");
        page.waitForURL("**/requests/preview");
    }

    /** Leaves a field and waits for what is told about it, which moves the button that is pressed next. */
    private static void checked(Page page, Runnable leave) {
        page.waitForResponse(response -> response.url().contains("/requests/validate"), leave);
    }

    private synchronized void prepare(Windows windows) {
        if (!sessions.isEmpty()) {
            return;
        }
        fixture = new Fixture(environment, data, clusters);
        request = fixture.webService("shown");
        fixture.virtualCluster("harbour");
        fixture.ordered("postgresql", "orders-db", "\"tenant\": \"harbour\"", "");
        fixture.tamper("shown");
        await().until(() -> fixture.admin()
                        .get("/api/v1/drift?instance=shown")
                        .json()
                        .get("total")
                        .asInt()
                > 0);
        drift = fixture.admin()
                .get("/api/v1/drift?instance=shown")
                .json()
                .at("/items/0/id")
                .asString();
        Unusual unusual = new Unusual(fixture.admin(), golden, clusters);
        unusual.proofs();
        unusual.breakGlass(fixture.member(people, tokens), "shown");
        unusual.heldRemoval("shown");
        unusual.fluxCluster("kiosks");
        sbom = scanned(KubernetesClient.class);
        sessions = Map.of(
                "dev", windows.open().signIn("dev").session(),
                "platform", windows.open().signIn("platform").session());
    }

    /** An SBOM of the jar that a class comes from, by Syft. */
    private String scanned(Class<?> type) {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        UUID id = sboms.request(SbomSubject.product("sample-jar", "1"), new Source.Artifact(jar))
                .id();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> fixture.admin()
                        .get("/api/v1/sboms/" + id)
                        .json()
                        .get("state")
                        .asString()
                        .equals("READY"));
        return id.toString();
    }

    private record Sight(String name, Consumer<Window> way) {}
}
