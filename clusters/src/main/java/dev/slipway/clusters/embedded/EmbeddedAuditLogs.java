package dev.slipway.clusters.embedded;

import dev.slipway.clusters.AuditLogs;
import dev.slipway.clusters.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of the embedded API servers: the host's and one for each virtual cluster. */
public final class EmbeddedAuditLogs implements AuditLogs {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedAuditLogs.class);
    private static final String FILE = "audit/audit.log";

    private final EmbeddedEnvironment environment;

    public EmbeddedAuditLogs(EmbeddedEnvironment environment) {
        this.environment = environment;
    }

    static Path in(Path clusterFolder) {
        return clusterFolder.resolve(FILE);
    }

    @Override
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        add(Clusters.HOST, environment.hostFolder(), files);
        try (Stream<Path> folders = Files.list(environment.virtualFolder())) {
            folders.sorted().forEach(folder -> add(String.valueOf(folder.getFileName()), folder, files));
        } catch (NoSuchFileException e) {
            return files;
        } catch (IOException e) {
            log.warn("The audit logs of virtual clusters can't be listed: {}", e.getMessage());
        }
        return files;
    }

    private static void add(String cluster, Path folder, Map<String, Path> files) {
        if (Files.exists(in(folder))) {
            files.put(cluster, in(folder));
        }
    }
}
