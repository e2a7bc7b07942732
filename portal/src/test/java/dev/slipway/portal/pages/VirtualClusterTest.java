package dev.slipway.portal.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.clusters.Clusters;
import dev.slipway.portal.embedded.DataDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A team and its own virtual cluster. */
@BrowserTest
class VirtualClusterTest {

    @Autowired
    Environment environment;

    @Autowired
    DataDirectory data;

    @Autowired
    Clusters clusters;

    @Test
    void isReachedWithTheKubeconfigThatItsPageGivesAndTakesOrders(Windows windows) {
        new Fixture(environment, data, clusters).virtualCluster("quay");
        Window window = windows.open().signIn("dev");
        window.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Page page = window.page();
        page.navigate("/tenants/quay");

        window.click("Show it");
        window.press("Copy kubeconfig");
        assertThat(page.locator("#toasts")).containsText("Copied");
        String kubeconfig = (String) page.evaluate("navigator.clipboard.readText()");
        try (KubernetesClient kubernetes = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build()) {
            assertThat(kubernetes.namespaces().withName("default").get()).isNotNull();
        }

        window.click("Order into it");
        assertThat(page.locator(".notice")).containsText("quay");
        window.click("PostgreSQL");
        window.click("Order Small");
        assertThat(page.getByLabel("Where")).hasValue("quay");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("berths");
        window.press("Preview the change");
        assertThat(page.locator("h1")).hasText("Order quay/berths");
        assertThat(window.complaints()).isEmpty();
    }

    @Test
    void isOutOfReachOnceOneSignedOut(Windows windows) {
        Window window = windows.open().signIn("dev");
        Page page = window.page();
        String session = window.session();
        page.navigate("/tenants");
        page.locator(".menu summary").click();
        window.press("Sign out");
        assertThat(page.getByText("You are signed out.")).isVisible();

        page.navigate("/tenants");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();

        Page thief = windows.open(Look.DESK, session).page();
        thief.navigate("/tenants");
        assertThat(thief.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }
}
