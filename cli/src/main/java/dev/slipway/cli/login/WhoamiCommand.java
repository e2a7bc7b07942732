package dev.slipway.cli.login;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who the portal takes us for. */
@Command(name = "whoami", description = "Shows who you are to the portal, with your roles and teams.")
public final class WhoamiCommand implements Runnable {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    @Override
    public void run() {
        Portal portal = session.portal();
        output.one(
                session,
                portal.get(Location.api("me")),
                Column.of("name", "/name"),
                Column.of("full name", "/displayName"),
                Column.of("email", "/email"),
                Column.of("roles", "/roles"),
                Column.of("teams", "/teams"));
    }
}
