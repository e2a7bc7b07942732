package dev.slipway.gitops.testing;

import dev.slipway.clusters.ClusterStatus;
import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.InstanceApplied;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceReady;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceRemoved;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.TenantRemoved;
import dev.slipway.gitops.foreign.GoldenAddress;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.DriftReverted;
import dev.slipway.gitops.ledger.DriftSeen;
import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** One control plane and one golden repository for all tests of a run; each test has its own tenant. */
public final class Laboratory implements AutoCloseable {

    private static final String MANAGED_BY_TESTS = "test";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final EmbeddedPostgres postgres;

    private static class Shared {
        private static final Laboratory ONLY = open();

        private static Laboratory open() {
            try {
                Path data = Files.createTempDirectory("slipway-gitops");
                Laboratory laboratory =
                        new Laboratory(data, EmbeddedPostgres.builder().start(), embedded());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    laboratory.close();
                    laboratory.closeDatabase();
                    delete(data);
                }));
                return laboratory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"dev.slipway.clusters", "dev.slipway.gitops"})
    @ConfigurationPropertiesScan({"dev.slipway.clusters", "dev.slipway.gitops"})
    static class Modules {
        @Bean
        GoldenAddress goldenAddress() {
            return () -> Optional.of("https://portal.test/git/golden.git");
        }

        @Bean
        JdbcClient jdbcClient(DataSource database) {
            return JdbcClient.create(database);
        }
    }

    /** The laboratory that all tests share. */
    public static Laboratory shared() {
        return Shared.ONLY;
    }

    /** A laboratory of one's own, on another host cluster than the embedded one for instance. */
    public Laboratory(Path data, EmbeddedPostgres postgres, Map<String, Object> settings) {
        this.postgres = postgres;
        DataSource database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/gitops")
                .load()
                .migrate();
        Map<String, Object> properties = new TreeMap<>(settings);
        properties.put("slipway.data", data.toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(MANAGED_BY_TESTS, properties));
        context.registerBean(DataSource.class, () -> database);
        context.register(Modules.class);
        context.addApplicationListener(this::remember);
        context.refresh();
        Await.value("the host is up", Duration.ofSeconds(120), () -> hostIsUp() ? Boolean.TRUE : null);
    }

    private boolean hostIsUp() {
        return context.getBean(Clusters.class).statuses().stream()
                .anyMatch(status -> status.name().equals(Clusters.HOST) && status.state() == ClusterStatus.State.UP);
    }

    private void remember(ApplicationEvent event) {
        if (event instanceof PayloadApplicationEvent<?> payload) {
            events.add(payload.getPayload());
        }
    }

    /** Settings for the embedded control plane. */
    public static Map<String, Object> embedded() {
        String tools = Objects.requireNonNull(
                System.getProperty("slipway.tools.directory", System.getenv("SLIPWAY_TOOLS_DIR")),
                "Name the folder of the tools: SLIPWAY_TOOLS_DIR");
        return Map.of(
                "slipway.tools.directory", tools, "slipway.fights.longest-pause", "2s", "slipway.fights.quiet", "8s");
    }

    public KubernetesClient host() {
        return cluster(Clusters.HOST);
    }

    public KubernetesClient cluster(String name) {
        return context.getBean(Clusters.class).find(name).orElseThrow().client();
    }

    public GoldenRepository golden() {
        return context.getBean(GoldenRepository.class);
    }

    public Instances instances() {
        return context.getBean(Instances.class);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Declares a tenant with a namespace of its own on the host. */
    public void namespaceTenant(String tenant) {
        String file = tenant(tenant);
        commit(
                "tenants/" + tenant + "/base",
                Map.of(
                        "request.yaml", request("base"),
                        "manifests/namespace.yaml",
                                "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(tenant)),
                Map.of("tenants/" + tenant + "/tenant.yaml", file));
        awaitReady(new InstanceKey(tenant, "base"));
    }

    /** A tenant that is a namespace of the host. */
    public static String tenant(String name) {
        return """
            apiVersion: slipway.dev/v1
            kind: Tenant
            metadata: {name: %1$s}
            spec: {owner: team-test, kind: namespace, plan: small, cluster: host, namespace: %1$s}
            """.formatted(name);
    }

    public static String request(String name) {
        return """
            apiVersion: slipway.dev/v1
            kind: Instance
            metadata: {name: %s}
            spec: {entry: test, version: 1.0.0, plan: small}
            """.formatted(name);
    }

    /** Declares an instance with these manifests, by file name. */
    public InstanceKey declare(String tenant, String name, Map<String, String> manifests) {
        InstanceKey key = new InstanceKey(tenant, name);
        Map<String, String> files = new TreeMap<>();
        files.put("request.yaml", request(name));
        manifests.forEach((file, content) -> files.put("manifests/" + file, content));
        commit(key.path(), files, Map.of());
        return key;
    }

    /** Takes an instance away as a request to delete does, which somebody confirmed. */
    public void remove(InstanceKey key) {
        commit(key.path(), Map.of(), Map.of(), Map.of(CommitSummary.KIND, "delete"));
    }

    /** Takes an instance away as a push does. */
    public void removeByHand(InstanceKey key) {
        commit(key.path(), Map.of(), Map.of());
    }

    public void commit(String directory, Map<String, String> files, Map<String, String> beside) {
        commit(directory, files, beside, Map.of());
    }

    private void commit(
            String directory, Map<String, String> files, Map<String, String> beside, Map<String, String> trailers) {
        golden().commit(
                        golden().plan(directory, files, beside),
                        new CommitMessage(
                                "Change " + directory,
                                UUID.randomUUID().toString(),
                                "Tess Tester",
                                "tess@example.org",
                                trailers));
    }

    public InstanceKey declareReady(String tenant, String name, Map<String, String> manifests) {
        InstanceKey key = declare(tenant, name, manifests);
        awaitReady(key);
        return key;
    }

    public void awaitReady(InstanceKey key) {
        String tree = golden().head().tree(key.path());
        await(
                InstanceReady.class,
                ready -> ready.instance().equals(key) && ready.tree().equals(tree));
    }

    public void awaitApplied(InstanceKey key) {
        String tree = golden().head().tree(key.path());
        await(
                InstanceApplied.class,
                applied -> applied.instance().equals(key) && applied.tree().equals(tree));
    }

    public void awaitRemoved(InstanceKey key) {
        await(InstanceRemoved.class, removed -> removed.instance().equals(key));
    }

    public InstanceRefused awaitRefused(InstanceKey key) {
        return await(InstanceRefused.class, refused -> refused.instance().equals(key));
    }

    public TenantRemoved awaitTenantRemoved(String tenant) {
        return await(TenantRemoved.class, removed -> removed.tenant().equals(tenant));
    }

    public Drift awaitDrift(InstanceKey key, java.util.function.Predicate<Drift> which) {
        return await(
                        DriftReverted.class,
                        reverted -> reverted.drift().instance().equals(key) && which.test(reverted.drift()))
                .drift();
    }

    /** A drift that another engine has yet to put back. */
    public Drift awaitDriftSeen(InstanceKey key) {
        return await(DriftSeen.class, seen -> seen.drift().instance().equals(key))
                .drift();
    }

    public List<Drift> drifts(InstanceKey key) {
        return events.stream()
                .filter(DriftReverted.class::isInstance)
                .map(event -> ((DriftReverted) event).drift())
                .filter(drift -> drift.instance().equals(key))
                .toList();
    }

    private <T> T await(Class<T> type, java.util.function.Predicate<T> which) {
        return Await.value(
                type.getSimpleName(),
                Duration.ofSeconds(60),
                () -> events.stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .filter(which)
                        .findFirst()
                        .orElse(null));
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeDatabase() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
