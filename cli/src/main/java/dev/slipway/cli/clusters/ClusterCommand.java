package dev.slipway.cli.clusters;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers clusters, and shows how their connections do. */
@Command(
        name = "cluster",
        synopsisSubcommandLabel = "COMMAND",
        description = "Registers, lists, shows and removes clusters.")
public final class ClusterCommand {

    private static final JsonMapper JSON = new JsonMapper();

    @Command(name = "list", description = "Lists clusters.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--find", paramLabel = "TEXT", description = "Part of a name, or of a label as KEY=VALUE.")
                    @Nullable
                    String find,
            @Option(names = "--state", paramLabel = "STATE", description = "READY, STARTING, WAITING or DOWN.")
                    @Nullable
                    String state) {
        Location clusters = Location.api("clusters").with("find", find).with("state", state);
        output.list(
                session,
                session.portal().get(paging.of(clusters)),
                Column.of("NAME", "/name"),
                Column.of("KIND", "/kind"),
                Column.of("STATE", "/state"),
                Column.of("VERSION", "/version"),
                Column.of("OBJECTS", "/objects"),
                Column.of("NOT APPLIED", "/notApplied"),
                Column.of("HOLDER", "/holder"),
                Column.of("DETAIL", "/detail"));
    }

    @Command(name = "show", description = "Shows a cluster.")
    void show(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "NAME") String name) {
        JsonNode cluster = session.portal().get(Location.api("clusters", name));
        output.show(session, cluster, () -> describe(session, output, cluster));
    }

    private static void describe(Session session, Output output, JsonNode cluster) {
        output.one(
                session,
                cluster,
                Column.of("name", "/name"),
                Column.of("kind", "/kind"),
                Column.of("state", "/state"),
                Column.of("since", "/since"),
                Column.of("detail", "/detail"),
                Column.of("version", "/version"),
                Column.of("server", "/server"),
                Column.of("engine", "/engine"),
                Column.of("engine's state", "/engineSays/state"),
                Column.of("engine says", "/engineSays/message"),
                Column.of("objects", "/objects"),
                Column.of("not applied", "/notApplied"),
                Column.of("kept by", "/holder"),
                Column.of("last contact", "/lastContact"),
                Column.of("last check, ms", "/latencyMillis"),
                Column.of("last error", "/lastError"));
        JsonNode missing = cluster.path("notAppliedFirst");
        if (!missing.isEmpty()) {
            session.out().println();
            output.rows(
                    session,
                    missing,
                    Column.of("NOT APPLIED", "/object/kind"),
                    Column.of("NAMESPACE", "/object/namespace"),
                    Column.of("NAME", "/object/name"),
                    Column.of("DECLARED BY", "/declaredBy"),
                    Column.of("WHY", "/message"));
        }
    }

    @Command(name = "register", description = "Registers a cluster, or gives one that waits its credentials.")
    void register(
            @Mixin Session session,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--kubeconfig", required = true, paramLabel = "FILE", description = "Holds all it needs.")
                    Path kubeconfig,
            @Option(names = "--context", paramLabel = "NAME", description = "Else the current one.") @Nullable
                    String context,
            @Option(names = "--label", paramLabel = "KEY=VALUE", description = "What selectors see; may be repeated.")
                    @Nullable
                    Map<String, String> labels,
            @Option(
                            names = "--namespace",
                            paramLabel = "NAME",
                            description = "The only namespace to touch; may be repeated.")
                    @Nullable
                    List<String> namespaces) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("kubeconfig", read(kubeconfig));
        if (context != null) {
            body.put("context", context);
        }
        if (labels != null) {
            ObjectNode given = body.putObject("labels");
            labels.forEach(given::put);
        }
        if (namespaces != null) {
            ArrayNode given = body.putArray("namespaces");
            namespaces.forEach(given::add);
        }
        session.portal().change("POST", Location.api("clusters"), body, Map.of());
        session.out().printf("Registered: slipway cluster show %s tells how the connection does%n", name);
        session.out().flush();
    }

    @Command(name = "remove", description = "Unregisters a cluster; what is in it stays.")
    void remove(
            @Mixin Session session,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--confirm",
                            required = true,
                            paramLabel = "NAME",
                            description = "The cluster's name once more.")
                    String confirm) {
        if (!confirm.equals(name)) {
            throw session.usage("--confirm is \"%s\", expected the cluster's name once more, \"%s\""
                    .formatted(Column.printable(confirm), Column.printable(name)));
        }
        session.portal().change("DELETE", Location.api("clusters", name).with("confirm", confirm), null, Map.of());
        session.out().printf("Unregistered; what is in it stays%n");
        session.out().flush();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig can't be read from " + file, e);
        }
    }
}
