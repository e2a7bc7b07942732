package dev.slipway.clusters.embedded;

import dev.slipway.clusters.Quota;
import dev.slipway.clusters.VirtualClusterSpec;
import dev.slipway.clusters.files.PrivateFiles;
import dev.slipway.clusters.files.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the virtual clusters, one folder each. */
final class TenantStore {

    private static final Logger log = LoggerFactory.getLogger(TenantStore.class);

    private final Path root;

    TenantStore(Path root) {
        this.root = root;
    }

    Path folder(String name) {
        return root.resolve(name);
    }

    private Path file(String name) {
        return folder(name).resolve("spec.properties");
    }

    List<VirtualClusterSpec> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> Files.exists(file(name)))
                    .sorted()
                    .flatMap(name -> readable(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list %s: %s".formatted(root, e.getMessage()), e);
        }
    }

    /** One that can't be read must not keep the others from coming back. */
    private Optional<VirtualClusterSpec> readable(String name) {
        Properties stored = PropertiesFile.read(file(name));
        try {
            return Optional.of(new VirtualClusterSpec(
                    name,
                    stored.getProperty("owner", ""),
                    new Quota(
                            stored.getProperty("cpu", ""),
                            stored.getProperty("memory", ""),
                            stored.getProperty("pods", ""),
                            stored.getProperty("storage", ""))));
        } catch (IllegalArgumentException e) {
            log.error("Cannot bring back virtual cluster {}: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    void save(VirtualClusterSpec spec) {
        Properties stored = PropertiesFile.read(file(spec.name()));
        stored.putIfAbsent("created", Instant.now().toString());
        stored.setProperty("owner", spec.owner());
        stored.setProperty("cpu", spec.quota().cpu());
        stored.setProperty("memory", spec.quota().memory());
        stored.setProperty("pods", spec.quota().pods());
        stored.setProperty("storage", spec.quota().storage());
        PropertiesFile.write(file(spec.name()), stored);
    }

    /** Notes when it was usable for the first time; later calls change nothing. */
    void markUsable(String name) {
        Properties stored = PropertiesFile.read(file(name));
        if (!stored.isEmpty() && stored.putIfAbsent("usable", Instant.now().toString()) == null) {
            PropertiesFile.write(file(name), stored);
        }
    }

    /** From the first specification to the first use. */
    Optional<Duration> createdIn(String name) {
        Properties stored = PropertiesFile.read(file(name));
        String usable = stored.getProperty("usable");
        return usable == null
                ? Optional.empty()
                : Optional.of(Duration.between(Instant.parse(stored.getProperty("created")), Instant.parse(usable)));
    }

    /** Survives a crash, so that a deletion that was begun is finished. */
    void markDeleting(String name) {
        try {
            PrivateFiles.write(folder(name).resolve("deleting"), "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot mark %s as being deleted: %s".formatted(name, e.getMessage()), e);
        }
    }

    boolean isDeleting(String name) {
        return Files.exists(folder(name).resolve("deleting"));
    }

    boolean exists(String name) {
        return Files.exists(folder(name));
    }

    void delete(String name) throws IOException {
        PrivateFiles.deleteTree(folder(name));
    }

    int files(String name) throws IOException {
        return PrivateFiles.count(folder(name));
    }
}
