package dev.slipway.cli.orders;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks at requests. */
@Command(
        name = "request",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, shows, follows and approves requests.")
public final class RequestCommand {

    @Command(name = "list", description = "Lists requests, the newest first.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, such as READY.")
                    @Nullable
                    String state,
            @Option(names = "--team", paramLabel = "TEAM", description = "Only those of this team.") @Nullable
                    String team,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Only those in this tenant.") @Nullable
                    String tenant) {
        Location requests =
                Location.api("requests").with("state", state).with("team", team).with("tenant", tenant);
        output.list(
                session,
                session.portal().get(paging.of(requests)),
                Column.of("ID", "/id"),
                Column.of("KIND", "/kind"),
                Column.of("ENTRY", "/entry"),
                Column.of("TENANT", "/tenant"),
                Column.of("NAME", "/name"),
                Column.of("STATE", "/state"),
                Column.of("BY", "/requestedBy"),
                Column.of("CREATED", "/createdAt"));
    }

    @Command(name = "show", description = "Shows a request.")
    void show(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
        JsonNode request = session.portal().get(Location.api("requests", id));
        Requests.show(session, output, request);
    }

    @Command(name = "approve", description = "Lets a request go on for which a policy asks for an approval.")
    void approve(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the timeline.") @Nullable
                    String reason) {
        decide(session, output, id, true, reason);
    }

    @Command(name = "reject", description = "Ends a request for which a policy asks for an approval.")
    void reject(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the timeline.")
                    String reason) {
        decide(session, output, id, false, reason);
    }

    @Command(name = "withdraw", description = "Takes a request back that waits for an approval.")
    void withdraw(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "ID") String id) {
        Location request = Location.api("requests", id);
        Requests.show(session, output, session.portal().change("DELETE", request, null, Map.of()));
    }

    private static void decide(Session session, Output output, String id, boolean approve, @Nullable String reason) {
        ObjectNode answer =
                JsonMapper.shared().createObjectNode().put("approve", approve).put("reason", reason);
        Location approval = Location.api("requests", id, "approval");
        Requests.show(session, output, session.portal().change("POST", approval, answer, Map.of()));
    }

    @Command(name = "watch", description = "Follows a request to its end; exits with 1 if it failed.")
    int watch(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Waiting waiting,
            @Parameters(paramLabel = "ID") String id) {
        return Requests.follow(session, output, waiting, session.portal(), id);
    }
}
