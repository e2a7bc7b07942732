package dev.slipway.portal.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** Opens windows onto the portal that know nothing of each other, and closes them after the test. */
final class Windows implements AutoCloseable {

    private final Browser browser;
    private final String portal;
    private final List<Window> open = new ArrayList<>();

    Windows(Browser browser, String portal) {
        this.browser = browser;
        this.portal = portal;
    }

    /** A window as most people have it. */
    Window open() {
        return open(Look.DESK);
    }

    Window open(Look look) {
        return open(options(look));
    }

    /** A window of somebody whose session was saved by {@link Window#session()}. */
    Window open(Look look, String session) {
        return open(options(look).setStorageState(session));
    }

    Window openWithoutScript() {
        return open(options(Look.DESK).setJavaScriptEnabled(false));
    }

    private Window open(Browser.NewContextOptions options) {
        Window window = new Window(browser.newContext(options));
        open.add(window);
        return window;
    }

    private Browser.NewContextOptions options(Look look) {
        return new Browser.NewContextOptions()
                .setBaseURL(portal)
                .setColorScheme(look.scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width(), 800);
    }

    @Override
    public void close() {
        open.forEach(Window::close);
    }
}
