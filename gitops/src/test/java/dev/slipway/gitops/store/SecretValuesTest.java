package dev.slipway.gitops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.gitops.fleet.LeaseTaken;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two replicas that keep a cluster one after the other make up its values, over one database. */
class SecretValuesTest {

    private static final SecretValues.Id PASSWORD = new SecretValues.Id("east", "shop", "orders-db", "password");

    @TempDir
    Path data;

    private EmbeddedPostgres postgres;
    private AnnotationConfigApplicationContext first;
    private AnnotationConfigApplicationContext second;

    @BeforeEach
    void twoReplicas() throws Exception {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/migration/gitops")
                .load()
                .migrate();
        first = replica();
        second = replica();
    }

    private AnnotationConfigApplicationContext replica() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("slipway.data", data.toString())));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(postgres.getPostgresDatabase()));
        context.register(SecretBox.class, DurableWrites.class, SecretValues.class);
        context.refresh();
        return context;
    }

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        postgres.close();
    }

    @Test
    void areNotTheOldOnesWhenALeaseComesBack() {
        byte[] old = made(first);

        second.publishEvent(new LeaseTaken("east"));
        assertThat(made(second)).isEqualTo(old);
        second.getBean(SecretValues.class).forget("east", "shop", "orders-db");
        assertThat(second.getBean(DurableWrites.class).settle(Duration.ofSeconds(30)))
                .isTrue();
        byte[] now = made(second);
        assertThat(now).isNotEqualTo(old);

        assertThat(first.getBean(SecretValues.class).find(PASSWORD)).contains(now);
        first.publishEvent(new LeaseTaken("east"));
        assertThat(made(first)).isEqualTo(now);
    }

    @Test
    void areNotMadeUpBeforeTheOldOnesAreForgotten() {
        byte[] old = made(first);
        CountDownLatch busy = new CountDownLatch(1);
        first.getBean(DurableWrites.class).add(() -> awaited(busy));

        first.getBean(SecretValues.class).forget("east", "shop", "orders-db");
        assertThatThrownBy(() -> made(first))
                .hasMessageContaining("has yet to forget the earlier Secret shop/orders-db");

        busy.countDown();
        assertThat(made(first)).isNotEqualTo(old);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] made(AnnotationConfigApplicationContext replica) {
        return replica.getBean(SecretValues.class).of(PASSWORD, () -> null);
    }
}
