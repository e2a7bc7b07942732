package dev.slipway.sbom.testing;

import dev.slipway.sbom.SbomFailed;
import dev.slipway.sbom.SbomReady;
import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Sboms;
import dev.slipway.sbom.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** The module as the portal runs it: all its beans, a real PostgreSQL, a real Syft. */
public final class TestPortal implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestPortal(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestPortal start(TestDatabase database, Path work, String... properties) {
        Map<String, Object> all = new HashMap<>();
        all.put("slipway.tools.directory", RealSyft.folder().toString());
        all.put("slipway.syft.work-directory", work.toString());
        all.put("slipway.sbom.allow-local-sources", "true");
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return new TestPortal(new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("database", database);
                    starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
                })
                .run());
    }

    public Sboms sboms() {
        return context.getBean(Sboms.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    /** Asks for a scan and waits for its end. */
    public SbomRecord scan(SbomSubject subject, Source source) {
        return await(sboms().request(subject, source).id());
    }

    /** Waits until a scan is READY or FAILED. */
    public SbomRecord await(UUID id) {
        if (!context.getBean(Ended.class).await(id, Duration.ofSeconds(90))) {
            throw new AssertionError("No end within 90 s of " + sboms().find(id));
        }
        return sboms().find(id).orElseThrow();
    }

    /** Waits until a condition holds that no event tells of. */
    public static void until(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within 60 s: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The Syft processes of this JVM. */
    public static List<ProcessHandle> syftProcesses() throws IOException {
        // The system tells the file itself, not a link by which it was found.
        String syft = RealSyft.path().toRealPath().toString();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").equals(syft))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "dev.slipway.sbom",
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.slipway\\.sbom\\.testing\\..*"))
    @ConfigurationPropertiesScan("dev.slipway.sbom")
    @EnableTransactionManagement
    static class Beans {

        @Bean
        JdbcClient jdbcClient(TestDatabase database) {
            return JdbcClient.create(database.dataSource());
        }

        @Bean
        JdbcTransactionManager transactionManager(TestDatabase database) {
            return new JdbcTransactionManager(database.dataSource());
        }

        @Bean
        TransactionTemplate transactionTemplate(JdbcTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        Ended ended() {
            return new Ended();
        }
    }

    /** Hears which scans ended. */
    public static class Ended {

        private final List<UUID> ended = new ArrayList<>();

        @TransactionalEventListener
        synchronized void on(SbomReady event) {
            ended.add(event.id());
            notifyAll();
        }

        @TransactionalEventListener
        synchronized void on(SbomFailed event) {
            ended.add(event.id());
            notifyAll();
        }

        synchronized boolean await(UUID id, Duration atMost) {
            Instant deadline = Instant.now().plus(atMost);
            while (!ended.contains(id)) {
                long millis = Duration.between(Instant.now(), deadline).toMillis();
                if (millis <= 0) {
                    return false;
                }
                try {
                    wait(millis);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return true;
        }
    }
}
