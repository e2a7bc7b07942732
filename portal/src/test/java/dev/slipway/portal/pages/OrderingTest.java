package dev.slipway.portal.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The whole way of an order, as a person goes it. */
@BrowserTest
class OrderingTest {

    private static final double TWO_MINUTES = 120_000;
    private static final Pattern REQUEST = Pattern.compile(".*/requests/[0-9a-f-]{36}$");

    @Test
    void leadsFromTheCatalogToAnInstanceThatTurnsReadyBeforeOnesEyes(Windows windows) {
        Window window = windows.open().signIn("dev");
        Page page = window.page();
        fillIn(window, "Shop Window!");

        page.getByLabel("Image").focus();
        assertThat(page.locator("#name-message")).containsText("lower-case"); // told when the field is left
        window.press("Preview the change");

        assertThat(page.locator(".error-summary")).isFocused();
        assertThat(page.locator("#name-message")).containsText("lower-case");
        assertThat(page.getByLabel("Name")).hasValue("Shop Window!");
        assertThat(page.getByLabel("Image")).hasValue("localhost:1/acme/shop:1.0");
        assertThat(page.getByLabel("Replicas at least")).hasValue("3");

        page.getByLabel("Name").fill("shop-window");
        window.press("Preview the change");
        assertThat(page.locator("h1")).hasText("Order team-checkout/shop-window");
        assertThat(page.locator(".diff ins").getByText("kind: Deployment").first())
                .isVisible();

        window.press("Order it");
        page.waitForURL(REQUEST);
        page.evaluate("window.sameDocument = true");
        assertThat(state(page)).hasText("Ready", within(TWO_MINUTES));
        assertThat((Boolean) page.evaluate("window.sameDocument === true")).isTrue();

        window.click("Open the instance");
        assertThat(page.locator("h1")).hasText("shop-window");
        assertThat(page.locator("#status .badge").first()).isVisible();
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void needsNoJavaScript(Windows windows) {
        Window window = windows.openWithoutScript().signIn("dev");
        Page page = window.page();
        fillIn(window, "Shop Plain!");
        window.press("Preview the change");
        assertThat(page.locator("#name-message")).containsText("lower-case");
        assertThat(page.getByLabel("Replicas at least")).hasValue("3");

        page.getByLabel("Name").fill("shop-plain");
        window.press("Preview the change");
        window.press("Order it");
        page.waitForURL(REQUEST);

        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (!state(page).textContent().equals("Ready") && Instant.now().isBefore(deadline)) {
            window.click("Reload to see the progress");
        }
        assertThat(state(page)).hasText("Ready");
    }

    private static void fillIn(Window window, String name) {
        Page page = window.page();
        window.click("Catalog");
        window.click("Web service");
        window.click("Order");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Image").fill("localhost:1/acme/shop:1.0");
        page.getByLabel("Replicas at least").fill("3");
    }

    private static Locator state(Page page) {
        return page.locator("#timeline .badge");
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }
}
