package dev.slipway.portal.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** One person's window, and what the browser complained of in it: errors of scripts, refusals of the CSP. */
final class Window {

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private String address = "";

    Window(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onRequest(request -> address = request.isNavigationRequest() ? request.url() : address);
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
    }

    private void hear(ConsoleMessage message) {
        // Chromium also complains of a page that is answered with 404 or 422, which is as it should be.
        boolean isThePage =
                message.location().startsWith(address + ":") && message.text().contains("status of 4");
        if (!isThePage && (message.type().equals("error") || message.type().equals("warning"))) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Signs a demo user in as a person does: from the first page to the provider and back. */
    Window signIn(String user) {
        page.navigate("/");
        click("Sign in");
        page.getByLabel("Name").fill(user);
        page.getByLabel("Password").fill(user);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        assertThat(page.locator(".menu")).isVisible();
        return this;
    }

    /** Follows the link of exactly that name. */
    void click(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }

    /** Presses the button of exactly that name. */
    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    String session() {
        return context.storageState();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void close() {
        context.close();
    }
}
