package dev.slipway.cli.ledger;

import dev.slipway.cli.portal.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which entries are wanted; all unless told. */
final class Entries {

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only of this type, such as drift or attribution; may be given several times.")
    private @Nullable List<String> types;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only on this cluster.")
    private @Nullable String cluster;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only in this tenant.")
    private @Nullable String tenant;

    @Option(names = "--instance", paramLabel = "NAME", description = "Only of this instance.")
    private @Nullable String instance;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only objects of this kind.")
    private @Nullable String kind;

    @Option(names = "--namespace", paramLabel = "NAME", description = "Only objects in this namespace.")
    private @Nullable String namespace;

    @Option(names = "--name", paramLabel = "NAME", description = "Only objects of this name.")
    private @Nullable String name;

    @Option(names = "--manager", paramLabel = "NAME", description = "Only by this field manager.")
    private @Nullable String manager;

    @Option(names = "--user", paramLabel = "NAME", description = "Only by this person.")
    private @Nullable String user;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: a date or a time in UTC.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before: a date or a time in UTC.")
    private @Nullable String to;

    Location of(Location ledger) {
        if (types != null) {
            types.forEach(type -> ledger.with("type", type));
        }
        return ledger.with("cluster", cluster)
                .with("tenant", tenant)
                .with("instance", instance)
                .with("kind", kind)
                .with("namespace", namespace)
                .with("name", name)
                .with("manager", manager)
                .with("user", user)
                .with("from", from)
                .with("to", to);
    }
}
