package dev.slipway.portal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Opens the data directory and starts PostgreSQL before the first bean is made, so that both start at the same time.
 */
final class EmbeddedPartsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var data = DataDirectory.open(Path.of(environment.getProperty("slipway.data", ".slipway")));
        register(context, "dataDirectory", data);
        if (!StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            startPostgres(context, environment, data);
        }
    }

    private static void startPostgres(
            ConfigurableApplicationContext context, ConfigurableEnvironment environment, DataDirectory data) {
        var password = data.secret("postgres.password", EmbeddedPartsInitializer::randomPassword);
        var postgres = new EmbeddedPostgres(data, cache(environment), freePort(), password);
        register(context, "embeddedPostgres", postgres);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embeddedPostgres",
                        Map.of(
                                "spring.datasource.url",
                                postgres.url(),
                                "spring.datasource.username",
                                PostgresServer.USER,
                                "spring.datasource.password",
                                password)));
    }

    private static Path cache(ConfigurableEnvironment environment) {
        var configured = environment.getProperty("slipway.cache");
        if (StringUtils.hasText(configured)) {
            return Path.of(configured).toAbsolutePath();
        }
        var userCache = environment.getProperty("XDG_CACHE_HOME");
        return StringUtils.hasText(userCache)
                ? Path.of(userCache, "slipway")
                : Path.of(System.getProperty("user.home"), ".cache", "slipway");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Found no free port for the embedded PostgreSQL", e);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Registered before every other bean, hence destroyed after them. */
    private static void register(ConfigurableApplicationContext context, String name, DisposableBean part) {
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(name, part);
        beans.registerDisposableBean(name, part);
    }
}
