package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at what drifted and was put back. */
@Command(name = "drift", synopsisSubcommandLabel = "COMMAND", description = "Lists what drifted and was put back.")
public final class DriftCommand {

    @Command(name = "list", description = "Lists drift, the latest first.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Only in this tenant.") @Nullable
                    String tenant,
            @Option(names = "--instance", paramLabel = "NAME", description = "Only of this instance.") @Nullable
                    String instance,
            @Option(names = "--cluster", paramLabel = "NAME", description = "Only on this cluster.") @Nullable
                    String cluster) {
        Location drift = Location.api("drift")
                .with("tenant", tenant)
                .with("instance", instance)
                .with("cluster", cluster);
        output.list(
                session,
                session.portal().get(paging.of(drift)),
                Column.of("AT", "/at"),
                Column.of("CLUSTER", "/cluster"),
                Column.of("TENANT", "/tenant"),
                Column.of("INSTANCE", "/instance"),
                Column.of("KIND", "/kind"),
                Column.of("NAME", "/name"),
                Column.of("CHANGE", "/change"),
                Column.of("FIELD", "/field"),
                Column.of("BEFORE", "/before"),
                Column.of("AFTER", "/after"),
                Column.of("USER", "/user"),
                Column.of("ACTING AS", "/impersonated"),
                Column.of("MANAGER", "/manager"),
                Column.of("MILLIS", "/millis"));
    }
}
