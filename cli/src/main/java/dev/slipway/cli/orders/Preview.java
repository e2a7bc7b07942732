package dev.slipway.cli.orders;

import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** Shows what an order would change in the golden repository. */
final class Preview {

    private static final Column CHANGE = Column.of("", "/change");
    private static final Column PATH = Column.of("", "/path");
    private static final Column EFFECT = Column.of("", "/effect");
    private static final Column POLICY = Column.of("", "/policy");
    private static final Column MESSAGE = Column.of("", "/message");
    private static final Column TREE = Column.of("", "/tree");

    private Preview() {}

    static void show(Session session, JsonNode preview) {
        for (JsonNode change : preview.path("changes")) {
            session.out().println(CHANGE.text(change) + " " + PATH.text(change));
            for (JsonNode line : change.path("lines")) {
                String sign = line.path("sign").asString("");
                String text = line.path("text").asString("");
                session.out().println("  " + Column.printable("@".equals(sign) ? text : sign + text));
            }
        }
        for (JsonNode finding : preview.path("findings")) {
            session.err().println(EFFECT.text(finding) + "  " + POLICY.text(finding) + "  " + MESSAGE.text(finding));
        }
        session.err().println("Order exactly this with --expected-tree " + TREE.text(preview));
    }
}
