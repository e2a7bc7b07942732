package dev.slipway.portal.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.slipway.clusters.Clusters;
import dev.slipway.portal.embedded.DataDirectory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Somebody changes an object past the golden repository while its owner looks at the instance. */
@BrowserTest
class WatchingDriftTest {

    @Autowired
    Environment environment;

    @Autowired
    DataDirectory data;

    @Autowired
    Clusters clusters;

    @Test
    void showsWhatWasChangedByWhomAndHowFastItWasPutBackWithoutAReload(Windows windows) {
        Fixture fixture = new Fixture(environment, data, clusters);
        fixture.webService("watched");
        Window window = windows.open().signIn("dev");
        Page page = window.page();
        page.waitForResponse("**/watched/events", () -> page.navigate("/instances/team-checkout/watched"));
        Locator drift = page.locator("#drift");
        assertThat(drift).containsText("No drift seen");
        page.evaluate("window.sameDocument = true");

        fixture.tamper("watched");

        Locator row = drift.locator("tbody tr").first();
        assertThat(row).containsText("Deployment/watched");
        assertThat(row).containsText("spec.minReadySeconds");
        assertThat(row.locator(".change code")).hasText(new String[] {"1", "77"});
        assertThat(row).containsText("kubectl-edit");
        assertThat(row).containsText(Pattern.compile("[0-9.]+ m?s"));
        assertThat((Boolean) page.evaluate("window.sameDocument === true")).isTrue();
        assertThat(window.complaints()).isEmpty();
    }
}
