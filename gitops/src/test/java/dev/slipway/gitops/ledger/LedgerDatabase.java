package dev.slipway.gitops.ledger;

import dev.slipway.gitops.store.DurableWrites;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger over a database of its own, as one replica of the portal has it. */
public final class LedgerDatabase implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** No configuration by annotation: the laboratory would find it. */
    @ComponentScan({"dev.slipway.gitops.ledger"})
    @Import(DurableWrites.class)
    static class Parts {
        @Bean
        JdbcClient jdbcClient(DataSource database) {
            return JdbcClient.create(database);
        }
    }

    public LedgerDatabase(EmbeddedPostgres postgres, String name, Path data) {
        this(postgres, name, data, Parts.class);
    }

    /** With further parts that build on the ledger. */
    public LedgerDatabase(EmbeddedPostgres postgres, String name, Path data, Class<?>... parts) {
        var database = postgres.getDatabase("postgres", name);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/gitops")
                .load()
                .migrate();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("slipway.data", data.toString())));
        context.registerBean(DataSource.class, () -> database);
        context.register(Parts.class);
        context.register(parts);
        context.refresh();
    }

    public Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void publish(Object event) {
        context.publishEvent(event);
    }

    @Override
    public void close() {
        context.close();
    }
}
