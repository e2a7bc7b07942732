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
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Looks at the catalog. */
@Command(name = "catalog", synopsisSubcommandLabel = "COMMAND", description = "Lists and shows what can be ordered.")
public final class CatalogCommand {

    @Command(name = "list", description = "Lists what can be ordered.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(
                            names = {"-q", "--query"},
                            paramLabel = "TEXT",
                            description = "Only entries that say so.")
                    @Nullable
                    String query,
            @Option(names = "--category", paramLabel = "NAME", description = "Only entries of this category.") @Nullable
                    String category) {
        Location entries = Location.api("catalog", "entries").with("q", query).with("category", category);
        output.list(
                session,
                session.portal().get(paging.of(entries)),
                Column.of("NAME", "/name"),
                Column.of("VERSION", "/version"),
                Column.of("CATEGORY", "/category"),
                Column.of("STAGE", "/lifecycle/stage"),
                Column.of("OWNER", "/owner"),
                Column.of("SUMMARY", "/summary"));
    }

    @Command(name = "show", description = "Shows an entry with its plans.")
    void show(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ENTRY") String entry,
            @Option(names = "--version", paramLabel = "VERSION", description = "The version; else the newest.")
                    @Nullable
                    String version) {
        JsonNode found =
                session.portal().get(Location.api("catalog", "entries", entry).with("version", version));
        output.show(session, found, () -> describe(session, output, found));
    }

    private static void describe(Session session, Output output, JsonNode entry) {
        output.one(
                session,
                entry,
                Column.of("name", "/name"),
                Column.of("title", "/title"),
                Column.of("summary", "/summary"),
                Column.of("version", "/version"),
                Column.of("owner", "/owner"),
                Column.of("stage", "/lifecycle/stage"),
                Column.of("sunset", "/lifecycle/sunset"),
                Column.of("successor", "/lifecycle/successor"),
                Column.of("support", "/support/hours"),
                Column.of("contact", "/support/contact"),
                Column.of("security", "/support/security"));
        session.out().println();
        output.rows(
                session,
                entry.path("plans"),
                Column.of("PLAN", "/name"),
                Column.of("COST", "/cost/amount"),
                Column.of("", "/cost/currency"),
                Column.of("PER", "/cost/per"),
                Column.of("AVAILABILITY", "/objectives/availability"),
                Column.of("PROVISIONING", "/objectives/provisioning"),
                Column.of("VALUES", "/values"));
    }
}
