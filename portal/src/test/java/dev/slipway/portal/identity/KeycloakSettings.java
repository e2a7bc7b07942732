package dev.slipway.portal.identity;

import dev.slipway.testing.Compose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What docker-compose.yml's portal and Keycloak know of each other, at other addresses. */
final class KeycloakSettings {

    private static final String KEYCLOAK = "http://keycloak.localhost:8081";
    private static final String PORTAL = "http://localhost:8080";

    private KeycloakSettings() {}

    /** The realm for a portal at this port. */
    static String realm(Path file, int portal) {
        try {
            return Files.readString(file).replace(PORTAL, "http://localhost:" + portal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The portal's settings about signing in, for a portal at this port. */
    static void add(DynamicPropertyRegistry properties, String keycloak, int portal) {
        properties.add("server.port", () -> portal);
        var service = Compose.service("portal");
        service.environment().forEach((name, value) -> properties.add(name, () -> value));
        var yaml = new YamlPropertiesFactoryBean();
        service.files().values().forEach(file -> yaml.setResources(new FileSystemResource(file)));
        yaml.getObject().forEach((name, value) -> {
            if (name.toString().contains("security.")) {
                properties.add(name.toString(), () -> value.toString().replace(KEYCLOAK, keycloak));
            }
        });
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
