package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at changes that keep coming back. */
@Command(
        name = "fight",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists changes that keep coming back or can't be put back.")
public final class FightCommand {

    @Command(name = "list", description = "Lists them with both parties, the longest first.")
    void list(@Mixin Session session, @Mixin Output output, @Mixin Paging paging) {
        output.list(
                session,
                session.portal().get(paging.of(Location.api("fights"))),
                Column.of("SINCE", "/since"),
                Column.of("CLUSTER", "/cluster"),
                Column.of("KIND", "/kind"),
                Column.of("NAMESPACE", "/namespace"),
                Column.of("NAME", "/name"),
                Column.of("FIELDS", "/fields"),
                Column.of("MANAGER", "/manager"),
                Column.of("USER", "/users"),
                Column.of("FILE", "/file"),
                Column.of("REASON", "/reason"),
                Column.of("REVERSIONS", "/reversions"));
    }
}
