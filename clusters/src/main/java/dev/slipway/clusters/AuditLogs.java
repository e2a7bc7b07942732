package dev.slipway.clusters;

import java.nio.file.Path;
import java.util.Map;

/** Where API servers that run beside the platform write down who changed what: one event of audit.k8s.io/v1 a line. */
public interface AuditLogs {

    /**
     * The files that exist, by the cluster's name. Each is renamed to another name in its folder when it is 10 MB long,
     * and three of those are kept.
     */
    Map<String, Path> files();
}
