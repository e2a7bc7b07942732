package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Looks at removals that wait for a person, and confirms them. */
@Command(
        name = "removal",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists and confirms removals of what others' data hangs on.")
public final class RemovalCommand {

    private static final Column[] COLUMNS = {
        Column.of("ID", "/id"),
        Column.of("KIND", "/kind"),
        Column.of("NAMESPACE", "/namespace"),
        Column.of("NAME", "/name"),
        Column.of("CLUSTER", "/cluster"),
        Column.of("TENANT", "/tenant"),
        Column.of("INSTANCE", "/instance"),
        Column.of("SINCE", "/since")
    };

    @Command(name = "list", description = "Lists what is declared no more and waits for a confirmation.")
    void list(@Mixin Session session, @Mixin Output output, @Mixin Paging paging) {
        output.list(session, session.portal().get(paging.of(Location.api("removals"))), COLUMNS);
    }

    @Command(name = "confirm", description = "Has it taken away, with its data.")
    void confirm(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name, to confirm.")
                    String name) {
        output.one(
                session,
                session.portal()
                        .change(
                                "POST",
                                Location.api("removals", id, "confirm"),
                                JsonNodeFactory.instance.objectNode().put("name", name),
                                Map.of()),
                COLUMNS);
    }
}
