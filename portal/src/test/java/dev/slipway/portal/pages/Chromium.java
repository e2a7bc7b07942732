package dev.slipway.portal.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one browser of a test run, the system's own: {@code SLIPWAY_CHROMIUM}, or else the first on the PATH. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Milliseconds until something that a page does at once counts as not done, on a machine that has more to do. */
    private static final double PATIENCE = 20_000;

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        // Containers give neither user namespaces nor a large /dev/shm.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    Browser browser() {
        return browser;
    }

    private static Path executable() {
        String named = System.getenv("SLIPWAY_CHROMIUM");
        if (named != null) {
            return Path.of(named);
        }
        return NAMES.stream()
                .flatMap(Chromium::onPath)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no Chromium: put one of " + NAMES + " on the PATH or name it in SLIPWAY_CHROMIUM"));
    }

    private static Stream<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
