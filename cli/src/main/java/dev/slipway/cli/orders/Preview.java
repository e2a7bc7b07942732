package dev.slipway.cli.orders;

import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** Shows what an order would change in the golden repository. */
final class Preview {

    private Preview() {}

    static void show(Session session, JsonNode preview) {
        for (JsonNode file : preview.path("files")) {
            session.out()
                    .println(Column.of("", "/change").text(file) + " "
                            + Column.of("", "/path").text(file));
            file.path("diff").asString("").lines().map(Column::printable).forEach(session.out()::println);
        }
        for (JsonNode finding : preview.path("policies")) {
            session.err()
                    .println(Column.of("", "/decision", "/result").text(finding) + "  "
                            + Column.of("", "/policy", "/name").text(finding) + "  "
                            + Column.of("", "/reason", "/message", "/detail").text(finding));
        }
    }
}
