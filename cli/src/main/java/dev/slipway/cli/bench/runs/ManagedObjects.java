package dev.slipway.cli.bench.runs;

import dev.slipway.cli.demo.doors.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many small objects of one instance, as files of the golden repository. */
final class ManagedObjects {

    static final String TENANT = "bench-drift";
    static final String INSTANCE = "load";
    static final String VALUE = "as-declared";

    private static final int EVERY_OTHER_KIND = 10;
    private static final int A_FILE = 50;

    private ManagedObjects() {}

    /**
     * An object and the field of it that is drifted.
     *
     * @param kind such as {@code ConfigMap}
     * @param collection its collection's path
     * @param name its name
     */
    record Target(String kind, String collection, String name) {

        String path() {
            return collection + "/" + name;
        }
    }

    /** Every tenth is a Service, all others are ConfigMaps of about 0.9 KB. */
    static List<Target> targets(int count) {
        String namespace = "/api/v1/namespaces/" + TENANT + "/";
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean service = i % EVERY_OTHER_KIND == 0;
            targets.add(new Target(
                    service ? "Service" : "ConfigMap", namespace + (service ? "services" : "configmaps"), "load-" + i));
        }
        return targets;
    }

    /** Writes them into a clone, and commits and pushes it. */
    static void push(Git golden, List<Target> targets) throws IOException {
        Path instance = golden.directory().resolve("tenants/%s/%s".formatted(TENANT, INSTANCE));
        Path manifests = Files.createDirectories(instance.resolve("manifests"));
        Files.writeString(instance.resolve("request.yaml"), """
                apiVersion: slipway.dev/v1
                kind: Instance
                metadata: {name: %s}
                spec: {entry: web-service, version: 1.0.0, plan: small, parameters: {image: "ghcr.io/acme/shop:1.2.0"}}
                """.formatted(INSTANCE));
        for (int from = 0; from < targets.size(); from += A_FILE) {
            StringBuilder documents = new StringBuilder();
            targets.subList(from, Math.min(from + A_FILE, targets.size()))
                    .forEach(target -> documents.append("---\n").append(manifest(target)));
            Files.writeString(manifests.resolve("objects-%05d.yaml".formatted(from)), documents);
        }
        golden.commitAll("Petra Platform", "Declare %d objects".formatted(targets.size()));
        golden.read("push", "--quiet", "origin", "HEAD");
    }

    private static String manifest(Target target) {
        return target.kind().equals("Service")
                ? """
                  apiVersion: v1
                  kind: Service
                  metadata: {name: %s}
                  spec:
                    selector: {app: %s}
                    ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
                  """.formatted(target.name(), VALUE)
                : """
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: %s}
                  data:
                    value: %s
                    filling: "%s"
                  """.formatted(target.name(), VALUE, "x".repeat(400));
    }

    /** A merge patch that drifts an object. */
    static String drift(Target target, int round) {
        return target.kind().equals("Service")
                ? "{\"spec\":{\"selector\":{\"app\":\"drifted-%d\"}}}".formatted(round)
                : "{\"data\":{\"value\":\"drifted-%d\"}}".formatted(round);
    }

    /** Where the drifted field is. */
    static String pointer(Target target) {
        return target.kind().equals("Service") ? "/spec/selector/app" : "/data/value";
    }
}
