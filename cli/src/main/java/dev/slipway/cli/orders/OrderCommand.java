package dev.slipway.cli.orders;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Orders an entry of the catalog. */
@Command(name = "order", description = "Orders an entry of the catalog.")
public final class OrderCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private dev.slipway.cli.orders.Parameters parameters;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Waiting waiting;

    @Parameters(index = "0", paramLabel = "ENTRY", description = "What to order, see `slipway catalog list`.")
    @SuppressWarnings("NullAway.Init")
    private String entry;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the new instance.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--version", paramLabel = "VERSION", description = "The entry's version; else the newest.")
    private @Nullable String version;

    @Option(names = "--plan", paramLabel = "PLAN", description = "The plan; else the entry's first.")
    private @Nullable String plan;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Where it lives; else the team's namespace.")
    private @Nullable String tenant;

    @Option(names = "--team", paramLabel = "TEAM", description = "Whose it is, for members of several teams.")
    private @Nullable String team;

    @Option(
            names = "--expected-tree",
            paramLabel = "TREE",
            description = "Refuses the order when it would no longer commit what a dry run showed.")
    private @Nullable String expectedTree;

    @Option(names = "--dry-run", description = "Shows what would be committed, changes nothing.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Waits until it is ready; exits with 1 if it fails.")
    private boolean wait;

    @Override
    public Integer call() {
        Portal portal = session.portal();
        ObjectNode order = order(portal);
        if (dryRun) {
            JsonNode preview = portal.change("POST", Location.api("requests", "preview"), order, Map.of());
            output.show(session, preview, () -> Preview.show(session, preview));
            return 0;
        }
        Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode request = portal.change("POST", Location.api("requests"), order, once);
        return Requests.accepted(session, output, wait, waiting, portal, request);
    }

    private ObjectNode order(Portal portal) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("kind", "order").put("entry", entry).put("name", name);
        order.put("plan", plan == null ? firstPlan(portal) : plan);
        put(order, "version", version);
        put(order, "tenant", tenant);
        put(order, "team", team);
        put(order, "expectedTree", expectedTree);
        order.set("parameters", parameters.read(session));
        return order;
    }

    private String firstPlan(Portal portal) {
        JsonNode described =
                portal.get(Location.api("catalog", "entries", entry).with("version", version));
        JsonNode first = described.path("plans").path(0);
        return first.path("name").asString("");
    }

    private static void put(ObjectNode order, String field, @Nullable String value) {
        if (value != null) {
            order.put(field, value);
        }
    }
}
