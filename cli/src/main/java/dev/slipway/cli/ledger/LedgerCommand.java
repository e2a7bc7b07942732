package dev.slipway.cli.ledger;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

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
                Column.of("USER", "/attributions/0/user"));
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
    int verify(
            @Mixin Session session,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "An unfiltered export as ndjson; else the portal's ledger as it is now.")
                    @Nullable
                    Path file,
            @Option(
                            names = "--known",
                            paramLabel = "N:HASH",
                            description =
                                    "An entry that was verified before, as this command printed it: begins there.")
                    @Nullable
                    String known,
            @Option(
                            names = "--anchors",
                            paramLabel = "FILE",
                            description = {
                                "What commits say of the chain, - for standard input: the output of",
                                "git log --format='%%(trailers:key=Ledger-Head,valueonly)' in a clone of the golden repository."
                            })
                    @Nullable
                    Path anchorFile) {
        Chain chain = known == null ? Chain.fromTheBeginning() : known(session, known);
        Anchors anchors = anchorFile == null ? new Anchors() : anchors(session, anchorFile);
        String problem;
        try (InputStream content = file == null
                ? session.portal()
                        .download(Location.api("ledger", "export")
                                .with("format", "ndjson")
                                .with("after", chain.sequence()))
                : Files.newInputStream(file)) {
            problem = problem(chain, anchors, content);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    (file == null ? "The export broke off" : file + " can't be read") + ": " + e.getMessage(), e);
        }
        if (problem != null) {
            session.out().println("BROKEN: " + problem);
            return 1;
        }
        session.out().println("Whole up to entry " + chain.sequence() + ":" + chain.hash());
        if (anchorFile != null) {
            session.out().println(anchors.size() + " entries are as commits name them");
        }
        return 0;
    }

    private static Anchors anchors(Session session, Path file) {
        try (InputStream lines = file.toString().equals("-") ? session.in() : Files.newInputStream(file)) {
            return Anchors.read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static Chain known(Session session, String known) {
        Matcher head = HEAD.matcher(known);
        if (!head.matches()) {
            throw session.usage("\"" + known + "\" is no entry, expected its number, a colon and its hash");
        }
        return new Chain(Long.parseLong(head.group(1)), head.group(2));
    }

    private static @Nullable String problem(Chain chain, Anchors anchors, InputStream content) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String problem = chain.add(line);
            if (problem == null) {
                problem = anchors.problem(chain);
            }
            if (problem != null) {
                return problem;
            }
        }
        return anchors.missing(chain);
    }
}
