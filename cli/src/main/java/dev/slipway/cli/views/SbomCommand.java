package dev.slipway.cli.views;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.Session;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at SBOMs and fetches them. */
@Command(name = "sbom", synopsisSubcommandLabel = "COMMAND", description = "Lists and downloads SBOMs.")
public final class SbomCommand {

    /** The formats the portal has every SBOM in. */
    enum SbomFormat {
        CYCLONEDX,
        SPDX
    }

    @Command(name = "list", description = "Lists SBOMs, the newest first.")
    void list(
            @Mixin Session session,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(names = "--tenant", paramLabel = "TENANT", description = "Only of this tenant.") @Nullable
                    String tenant,
            @Option(names = "--instance", paramLabel = "NAME", description = "Only of this instance.") @Nullable
                    String instance) {
        Location sboms = Location.api("sboms").with("tenant", tenant).with("instance", instance);
        output.list(
                session,
                session.portal().get(paging.of(sboms)),
                Column.of("ID", "/id"),
                Column.of("SUBJECT", "/subject"),
                Column.of("STATE", "/state"),
                Column.of("COMPONENTS", "/componentCount"),
                Column.of("CREATED", "/createdAt"),
                Column.of("MESSAGE", "/message"));
    }

    @Command(name = "download", description = "Downloads an SBOM.")
    void download(
            @Mixin Session session,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "cyclonedx",
                            description = "cyclonedx (1.6) or spdx (3.0).")
                    SbomFormat format,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where to write it; else standard output.")
                    @Nullable
                    Path file) {
        Location sbom = Location.api("sboms", id, format.name().toLowerCase(Locale.ROOT));
        if (file == null) {
            session.out().println(session.portal().text(sbom));
            return;
        }
        session.save(sbom, "SBOM", file);
    }
}
