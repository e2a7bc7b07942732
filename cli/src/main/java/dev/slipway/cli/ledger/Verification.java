package dev.slipway.cli.ledger;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is verified against what. */
final class Verification {

    private static final Pattern HEAD = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "An unfiltered export as ndjson; else the portal's ledger as it is now.")
    private @Nullable Path file;

    @Option(
            names = "--known",
            paramLabel = "N:HASH",
            description = "An entry that was verified before, as this command printed it: begins there.")
    private @Nullable String known;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = {
                "What commits say of the chain, - for standard input: the output of",
                "git log --format='%%(trailers:key=Ledger-Head,valueonly)' in a clone of the golden repository."
            })
    private @Nullable Path anchorFile;

    /** Says what it found; gives whether the chain is whole. */
    boolean run(Session session) {
        Chain chain = known == null ? Chain.fromTheBeginning() : known(session, known);
        Anchors anchors = anchorFile == null ? new Anchors() : anchors(session, anchorFile);
        if (anchorFile != null && anchors.size() == 0) {
            throw session.usage("No line of %s names an entry, expected some with its number, a space and its hash: %s"
                    .formatted(
                            anchorFile.toString().equals("-") ? "standard input" : anchorFile,
                            "did git log run in a clone of the golden repository?"));
        }
        String problem = problem(session, chain, anchors);
        if (problem != null) {
            session.out().println("BROKEN: " + problem);
            return false;
        }
        session.out().println("Whole up to entry " + chain.sequence() + ":" + chain.hash());
        if (anchorFile != null) {
            session.out().println(anchors.size() + " entries are as commits name them");
        }
        return true;
    }

    private static Chain known(Session session, String known) {
        Matcher head = HEAD.matcher(known);
        if (!head.matches()) {
            throw session.usage("\"" + known + "\" is no entry, expected its number, a colon and its hash");
        }
        return new Chain(Long.parseLong(head.group(1)), head.group(2));
    }

    private static Anchors anchors(Session session, Path file) {
        try (InputStream lines = file.toString().equals("-") ? session.in() : Files.newInputStream(file)) {
            return Anchors.read(lines);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UncheckedIOException unreadable(Path file, IOException cause) {
        String why =
                cause instanceof NoSuchFileException ? "there is no such file" : String.valueOf(cause.getMessage());
        return new UncheckedIOException(file + " can't be read: " + why, cause);
    }

    private @Nullable String problem(Session session, Chain chain, Anchors anchors) {
        try (InputStream content = file == null ? exported(session, chain) : Files.newInputStream(file)) {
            return problem(chain, anchors, content);
        } catch (IOException e) {
            throw file == null
                    ? new UncheckedIOException("The export broke off: " + e.getMessage(), e)
                    : unreadable(file, e);
        }
    }

    private static InputStream exported(Session session, Chain chain) {
        return session.portal()
                .download(Location.api("ledger", "export")
                        .with("format", "ndjson")
                        .with("after", chain.sequence()));
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
