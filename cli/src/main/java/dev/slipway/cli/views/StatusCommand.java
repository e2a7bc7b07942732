package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

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
        Column[] parts = status.propertyNames().stream()
                .map(part -> Column.of(part, "/" + part))
                .toArray(Column[]::new);
        output.one(session, status, parts);
    }
}
