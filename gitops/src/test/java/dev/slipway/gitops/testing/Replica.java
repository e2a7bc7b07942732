package dev.slipway.gitops.testing;

import dev.slipway.clusters.remote.Access;
import dev.slipway.gitops.Health;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ObjectStatus;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.gitops.repository.GoldenRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that keeps registered clusters, and a host only where its settings say so, to be killed. */
public final class Replica implements AutoCloseable {

    private static final String TOLD = "instances";

    private final Path data;
    private final Process process;

    /**
     * @param data its data directory, which exists and whose name its log has
     * @param settings {@code jdbc}, and where it is the one to keep credentials {@code kubeconfig}, a file
     */
    public Replica(Path data, Map<String, String> settings) {
        this.data = data;
        Map<String, String> all = new TreeMap<>(settings);
        all.put("slipway.data", data.toString());
        var line = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        all.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Replica.class.getName()));
        try {
            Path logs = Files.createDirectories(Path.of("target", "replicas"));
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(logs.resolve(data.getFileName() + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** How the instances do as this process sees them, a line each: key, phase, and those objects that work. */
    public List<String> instances() {
        try {
            return Files.exists(data.resolve(TOLD)) ? Files.readAllLines(data.resolve(TOLD)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<InstanceStatus> instances) {
        try {
            Path fresh = file.resolveSibling(TOLD + ".fresh");
            Files.write(fresh, instances.stream().map(Replica::line).toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(InstanceStatus instance) {
        List<ObjectRef> working = instance.objects().stream()
                .filter(object -> object.health().state() == Health.State.CURRENT)
                .map(ObjectStatus::ref)
                .toList();
        return instance.spec().key() + " " + instance.phase() + " " + working;
    }

    /** The process itself; its settings are system properties. */
    public static void main(String[] arguments) throws Exception {
        DataSource database = new DriverManagerDataSource(System.getProperty("jdbc"));
        var context = new AnnotationConfigApplicationContext();
        Map<String, Object> fixed = Map.of("slipway.clusters.enabled", "false");
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("replica", fixed));
        context.registerBean(DataSource.class, () -> database);
        context.register(Laboratory.Modules.class);
        context.refresh();
        String kubeconfig = System.getProperty("kubeconfig");
        if (kubeconfig != null) {
            Access access = Access.ofKubeconfig(Files.readString(Path.of(kubeconfig)), null);
            context.getBean(RegisteredClusters.class).keepCredentials("shared", access, "test");
        }
        context.getBean(GoldenRepository.class).refresh();
        Instances instances = context.getBean(Instances.class);
        Path told = Path.of(System.getProperty("slipway.data"), TOLD);
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(() -> write(told, instances.list()), 0, 200, TimeUnit.MILLISECONDS);
        Thread.currentThread().join();
    }
}
