package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.InstanceName;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for fields that people may change for a while, decides on them and ends it. */
@Command(
        name = "break-glass",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lets people change named fields for a while.")
public final class BreakGlassCommand {

    private static final Column[] COLUMNS = {
        Column.of("ID", "/id"),
        Column.of("TENANT", "/tenant"),
        Column.of("INSTANCE", "/instance"),
        Column.of("STATE", "/state"),
        Column.of("EXPIRES", "/expiresAt"),
        Column.of("CLOSED", "/closedAt"),
        Column.of("REASON", "/reason"),
        Column.of("BY", "/requestedBy"),
        Column.of("DECIDED BY", "/decidedBy")
    };

    @Command(name = "list", description = "Lists what is open, what waits and what was, newest first.")
    void list(@Mixin Session session, @Mixin Output output, @Mixin Paging paging) {
        output.list(session, session.portal().get(paging.of(Location.api("break-glass"))), COLUMNS);
    }

    @Command(name = "open", description = "Asks for it; somebody of the platform team decides.")
    void open(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT/NAME") String key,
            @Option(names = "--kind", required = true, paramLabel = "KIND", description = "The object's kind.")
                    String kind,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The object's name.")
                    String name,
            @Option(names = "--api-version", paramLabel = "VERSION", description = "Where two kinds have that name.")
                    @Nullable
                    String apiVersion,
            @Option(names = "--namespace", paramLabel = "NAME", description = "Where it is declared in several.")
                    @Nullable
                    String namespace,
            @Option(names = "--field", required = true, paramLabel = "PATH", description = "A field; may be repeated.")
                    List<String> fields,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason,
            @Option(names = "--minutes", paramLabel = "N", description = "How long, 60 if it isn't said.") @Nullable
                    Integer minutes) {
        InstanceName instance = InstanceName.of(session, key);
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("tenant", instance.tenant()).put("instance", instance.name()).put("reason", reason);
        if (minutes != null) {
            order.put("minutes", minutes);
        }
        order.putArray("objects").add(object(kind, name, apiVersion, namespace, fields));
        output.one(session, session.portal().change("POST", Location.api("break-glass"), order, Map.of()), COLUMNS);
    }

    private static ObjectNode object(
            String kind, String name, @Nullable String apiVersion, @Nullable String namespace, List<String> fields) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("kind", kind).put("name", name);
        if (apiVersion != null) {
            object.put("apiVersion", apiVersion);
        }
        if (namespace != null) {
            object.put("namespace", namespace);
        }
        ArrayNode paths = object.putArray("fields");
        fields.forEach(paths::add);
        return object;
    }

    @Command(name = "approve", description = "Allows it; nobody allows what they asked for themselves.")
    void approve(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
        decide(session, output, id, true, null);
    }

    @Command(name = "reject", description = "Does not allow it.")
    void reject(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        decide(session, output, id, false, reason);
    }

    private static void decide(Session session, Output output, String id, boolean approve, @Nullable String reason) {
        ObjectNode decision = JsonNodeFactory.instance.objectNode().put("approve", approve);
        if (reason != null) {
            decision.put("reason", reason);
        }
        output.one(
                session,
                session.portal().change("POST", Location.api("break-glass", id, "decision"), decision, Map.of()),
                COLUMNS);
    }

    @Command(name = "close", description = "Ends it before its time, or takes it back.")
    void close(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
        Location location = Location.api("break-glass", id);
        // What somebody pushed is known as long as it is open only.
        JsonNode before = session.portal().get(location);
        session.portal().change("DELETE", location, null, Map.of());
        boolean wasAsked = before.path("state").asString("").equals("AWAITING_APPROVAL");
        if (output.isForPeople()) {
            session.out()
                    .printf(
                            wasAsked
                                    ? "%s is taken back; it was never open%n"
                                    : "%s is closed: what was changed is put back as declared%n",
                            Column.printable(id));
            session.out().flush();
        }
    }
}
