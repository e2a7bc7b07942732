package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows how the portal and its parts are. */
@Command(name = "status", description = "Shows how the portal and its parts are.")
public final class StatusCommand implements Runnable {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    @Override
    public void run() {
        JsonNode status = session.portal().get(Location.api("status"));
        output.show(session, status, () -> {
            output.rows(
                    session,
                    parts(status),
                    Column.of("PART", "/part"),
                    Column.of("NAME", "/name"),
                    Column.of("STATE", "/state"),
                    Column.of("VERSION", "/version"),
                    Column.of("NOT APPLIED", "/notApplied"),
                    Column.of("DETAIL", "/detail"));
            long more = status.path("moreClusters").asLong(0);
            if (more > 0) {
                session.err().printf("%d more clusters: slipway cluster list%n", more);
            }
        });
    }

    /** Each part is a text, an object or a list of objects; a row for each object tells enough. */
    private static JsonNode parts(JsonNode status) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        status.forEachEntry((part, value) -> {
            Iterable<JsonNode> members = value.isArray() ? value : List.of(value);
            for (JsonNode member : members) {
                if (member instanceof ObjectNode object) {
                    rows.add(object.deepCopy().put("part", part));
                }
            }
        });
        return rows;
    }
}
