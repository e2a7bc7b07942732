package dev.slipway.cli.bench.objects;

import dev.slipway.cli.demo.doors.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes objects into a clone of a golden repository: instances of a thousand objects, files of fifty. */
public final class Declaration {

    private static final int AN_INSTANCE = 1_000;
    private static final int A_FILE = 50;

    private final Git golden;
    private final String tenant;
    private final String prefix;

    /**
     * @param golden a clone
     * @param tenant the tenant that they belong to
     * @param prefix what the instances' names begin with
     */
    public Declaration(Git golden, String tenant, String prefix) {
        this.golden = golden;
        this.tenant = tenant;
        this.prefix = prefix;
    }

    /**
     * Commits objects beside those that are there already.
     *
     * @param objects the objects
     * @throws IOException if the clone can't be written
     */
    public void commit(List<ManagedObject> objects) throws IOException {
        golden.read("pull", "--quiet", "--rebase");
        for (int from = 0; from < objects.size(); from += AN_INSTANCE) {
            instance(objects.subList(from, Math.min(from + AN_INSTANCE, objects.size())));
        }
        golden.commitAll("Petra Platform", "Declare %d objects".formatted(objects.size()));
    }

    private void instance(List<ManagedObject> objects) throws IOException {
        String name = "%s-%d".formatted(prefix, objects.get(0).number());
        Path instance = tenant().resolve(name);
        Path manifests = Files.createDirectories(instance.resolve("manifests"));
        Files.writeString(instance.resolve("request.yaml"), """
                apiVersion: slipway.dev/v1
                kind: Instance
                metadata: {name: %s}
                spec: {entry: postgresql, version: 1.0.0, plan: small, parameters: {}}
                """.formatted(name));
        for (int from = 0; from < objects.size(); from += A_FILE) {
            StringBuilder documents = new StringBuilder();
            objects.subList(from, Math.min(from + A_FILE, objects.size()))
                    .forEach(object -> documents.append(object.yaml()));
            Files.writeString(manifests.resolve("objects-%04d.yaml".formatted(from)), documents);
        }
    }

    private Path tenant() {
        return golden.directory().resolve("tenants").resolve(tenant);
    }

    /** Commits that nothing of what this one declared is declared any more. */
    public void withdraw() {
        golden.read("pull", "--quiet", "--rebase");
        golden.read("rm", "-r", "--quiet", "tenants/%s/%s-*".formatted(tenant, prefix));
        golden.commitAll("Petra Platform", "Withdraw all objects");
    }

    /** Pushes what was committed. */
    public void push() {
        golden.read("push", "--quiet", "origin", "HEAD");
    }
}
