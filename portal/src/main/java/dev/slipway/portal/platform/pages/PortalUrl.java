package dev.slipway.portal.platform.pages;

import dev.slipway.portal.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells scripts where the portal is: {@code DATA/portal.url} is written once it is ready. */
@Component
class PortalUrl {

    private static final String FILE = "portal.url";

    private final DataDirectory data;
    private final Environment environment;

    PortalUrl(DataDirectory data, Environment environment) throws IOException {
        this.data = data;
        this.environment = environment;
        Files.deleteIfExists(data.resolve(FILE));
    }

    @EventListener
    void on(ApplicationReadyEvent ready) throws IOException {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext context
                && context.getWebServer() != null) {
            var local = "http://localhost:" + context.getWebServer().getPort();
            Files.writeString(data.resolve(FILE), environment.getProperty("slipway.url", local) + "\n");
        }
    }
}
