package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the catalog. */
@Command(name = "catalog", synopsisSubcommandLabel = "COMMAND", description = "Lists and shows what can be ordered.")
public final class CatalogCommand {

    @Command(name = "list", description = "Lists what can be ordered.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Option(
                            names = {"-q", "--query"},
                            paramLabel = "TEXT",
                            description = "Only entries that say so.")
                    @Nullable
                    String query,
            @Option(names = "--category", paramLabel = "NAME", description = "Only entries of this category.") @Nullable
                    String category) {
        output.list(
                session,
                session.portal()
                        .get(Location.api("catalog", "entries").with("q", query).with("category", category)),
                Column.of("NAME", "/name"),
                Column.of("VERSION", "/version"),
                Column.of("CATEGORY", "/category", "/labels/category"),
                Column.of("STAGE", "/stage", "/lifecycle/stage"),
                Column.of("OWNER", "/owner"),
                Column.of("SUMMARY", "/summary", "/title"));
    }

    @Command(name = "show", description = "Shows an entry with its plans.")
    void show(
            @Mixin Session session,
            @Mixin Output output,
            @Parameters(paramLabel = "ENTRY") String entry,
            @Option(names = "--version", paramLabel = "VERSION", description = "The version; else the newest.")
                    @Nullable
                    String version) {
        output.one(
                session,
                session.portal().get(Location.api("catalog", "entries", entry).with("version", version)),
                Column.of("name", "/name"),
                Column.of("title", "/title"),
                Column.of("summary", "/summary"),
                Column.of("version", "/version"),
                Column.of("owner", "/owner"),
                Column.of("stage", "/stage", "/lifecycle/stage"),
                Column.of("support", "/support/hours"),
                Column.of("contact", "/support/contact"),
                Column.of("security", "/support/security"),
                Column.of("plans", "/plans"));
    }
}
