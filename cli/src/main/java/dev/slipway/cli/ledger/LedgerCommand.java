package dev.slipway.cli.ledger;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists, exports and verifies the ledger. */
@Command(
        name = "ledger",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, exports and verifies the ledger: what drifted, who did it, and how fast it was put back.")
public final class LedgerCommand {

    /** What an export can look like. */
    enum ExportFormat {
        NDJSON,
        JSON,
        CSV
    }

    @Command(name = "list", description = "Lists entries in their order.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Entries entries,
            @Option(names = "--after", paramLabel = "N", description = "Only after this entry.") @Nullable Long after,
            @Option(names = "--size", paramLabel = "N", description = "How many at most; 100 unless told.") @Nullable
                    Integer size) {
        output.list(
                session,
                session.portal()
                        .get(entries.of(Location.api("ledger"))
                                .with("after", after)
                                .with("size", size)),
                Column.of("NUMBER", "/sequence"),
                Column.of("TIME", "/time"),
                Column.of("TYPE", "/type"),
                Column.of("CLUSTER", "/cluster"),
                Column.of("TENANT", "/tenant"),
                Column.of("INSTANCE", "/instance"),
                Column.of("KIND", "/object/kind"),
                Column.of("NAME", "/object/name"),
                Column.of("CHANGE", "/details/change"),
                Column.of("MANAGER", "/manager"),
                Column.of("USER", "/user", "/attributions/0/user"),
                Column.of("ACTING AS", "/details/impersonated", "/attributions/0/impersonated"));
    }

    @Command(name = "export", description = "Writes entries into a file.")
    void export(
            @Mixin Session session,
            @Mixin Entries entries,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "ndjson",
                            description = "ndjson (what verify reads), json or csv.")
                    ExportFormat format,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where to write it; else standard output.")
                    @Nullable
                    Path file) {
        Location location = entries.of(Location.api("ledger", "export"))
                .with("format", format.name().toLowerCase(Locale.ROOT));
        if (file != null) {
            session.save(location, "export", file);
            return;
        }
        try (InputStream content = session.portal().download(location)) {
            new InputStreamReader(content, StandardCharsets.UTF_8).transferTo(session.out());
        } catch (IOException e) {
            throw new UncheckedIOException("The export can't be written to the output", e);
        }
    }

    @Command(
            name = "verify",
            description = {
                "Recomputes the chain on this machine: from the portal's export, or from a file without any portal.",
                "Exits with 0 where the chain is whole, with 1 where an entry was changed, removed or put in."
            })
    int verify(@Mixin Session session, @Mixin Verification verification) {
        return verification.run(session) ? 0 : 1;
    }
}
