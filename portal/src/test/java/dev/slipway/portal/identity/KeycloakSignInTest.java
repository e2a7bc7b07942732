package dev.slipway.portal.identity;

import dev.slipway.testing.Compose;
import dev.slipway.testing.ComposeService;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The organisation's provider, with the realm and the settings of docker-compose.yml. */
@Testcontainers(disabledWithoutDocker = true)
@DirtiesContext
class KeycloakSignInTest extends SignInContract {

    private static final int KEYCLOAK_PORT = 8081;
    private static final int PORTAL_PORT = KeycloakSettings.freePort();

    @Container
    private static final GenericContainer<?> KEYCLOAK = keycloak();

    @DynamicPropertySource
    static void signInAtKeycloak(DynamicPropertyRegistry properties) {
        var address = "http://" + KEYCLOAK.getHost() + ":" + KEYCLOAK.getMappedPort(KEYCLOAK_PORT);
        KeycloakSettings.add(properties, address, PORTAL_PORT);
    }

    /** Takes its own address from whoever calls, and knows this portal's: neither is docker-compose.yml's. */
    private static GenericContainer<?> keycloak() {
        ComposeService service = Compose.service("keycloak");
        GenericContainer<?> container = service.container(KEYCLOAK_PORT);
        container.getEnvMap().remove("KC_HOSTNAME");
        service.files()
                .forEach((path, file) -> container.withCopyToContainer(
                        Transferable.of(KeycloakSettings.realm(file, PORTAL_PORT)), path));
        return container;
    }
}
