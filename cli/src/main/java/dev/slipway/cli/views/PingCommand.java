package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.portal.Portal;
import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks the portal for a sign of life, as nobody in particular. */
@Command(name = "ping", description = "Asks whether the portal is alive; exits with 3 if it does not answer.")
public final class PingCommand implements Runnable {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Override
    public void run() {
        Portal portal = session.portal();
        portal.get(Location.liveness());
        session.out().println(portal.server() + " is alive");
    }
}
