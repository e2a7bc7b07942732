package dev.slipway.cli.orders;

import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How the commands of this package show a request that was accepted. */
final class Requests {

    private static final Set<String> FAILURES = Set.of("FAILED", "REJECTED");

    private static final Column[] DETAILS = {
        Column.of("request", "/id"),
        Column.of("kind", "/kind"),
        Column.of("state", "/state"),
        Column.of("entry", "/entry"),
        Column.of("version", "/version"),
        Column.of("plan", "/plan"),
        Column.of("name", "/name"),
        Column.of("tenant", "/tenant"),
        Column.of("team", "/team"),
        Column.of("requested by", "/requestedBy"),
        Column.of("approved by", "/approvedBy"),
        Column.of("waiting for", "/waitingFor"),
        Column.of("created", "/createdAt"),
        Column.of("commit", "/commit"),
        Column.of("failed at", "/failure/step"),
        Column.of("because", "/failure/cause"),
        Column.of("parameters", "/parameters")
    };

    private Requests() {}

    static void show(Session session, Output output, JsonNode request) {
        output.one(session, request, DETAILS);
    }

    /** @return the exit code: 1 when the request failed */
    static int follow(Session session, Output output, Waiting waiting, Portal portal, String id) {
        JsonNode ended = waiting.until(session, portal, id);
        show(session, output, ended);
        return FAILURES.contains(ended.path("state").asString("")) ? 1 : 0;
    }

    /** @return the exit code: 1 when it was waited for and failed */
    static int accepted(
            Session session, Output output, boolean wait, Waiting waiting, Portal portal, JsonNode request) {
        String id = request.path("id").asString("");
        if (wait) {
            return follow(session, output, waiting, portal, id);
        }
        show(session, output, request);
        if (output.isForPeople()) {
            session.err().println("Follow it with: slipway request watch " + id);
        }
        return 0;
    }
}
