package dev.slipway.cli.tenants;

import dev.slipway.cli.portal.Location;
import dev.slipway.cli.session.Column;
import dev.slipway.cli.session.Output;
import dev.slipway.cli.session.Paging;
import dev.slipway.cli.session.PrivateFile;
import dev.slipway.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Looks at tenants and fetches their kubeconfigs. */
@Command(
        name = "tenant",
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists and shows tenants, and fetches their kubeconfigs.")
public final class TenantCommand {

    /** Where a kubeconfig goes; standard output unless told. */
    static final class Destination {

        @Option(names = "--merge", description = "Merges it into KUBECONFIG or ~/.kube/config and makes it current.")
        boolean merge;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Writes it to a file, mode 0600.")
        @Nullable
        Path file;
    }

    @Command(name = "list", description = "Lists tenants.")
    void list(@Mixin Session session, @Mixin Output output, @Mixin Paging paging) {
        output.list(
                session,
                session.portal().get(paging.of(Location.api("tenants"))),
                Column.of("NAME", "/name"),
                Column.of("KIND", "/kind"),
                Column.of("TEAM", "/team"),
                Column.of("PLAN", "/plan"),
                Column.of("STATE", "/state"),
                Column.of("CLUSTER", "/cluster"),
                Column.of("EXPIRES", "/expires"));
    }

    @Command(name = "show", description = "Shows a tenant.")
    void show(@Mixin Session session, @Mixin Output output, @Parameters(paramLabel = "NAME") String name) {
        JsonNode tenant = session.portal().get(Location.api("tenants", name));
        output.show(session, tenant, () -> describe(session, output, tenant));
    }

    private static void describe(Session session, Output output, JsonNode tenant) {
        output.one(
                session,
                tenant,
                Column.of("name", "/name"),
                Column.of("kind", "/kind"),
                Column.of("team", "/team"),
                Column.of("plan", "/plan"),
                Column.of("state", "/state"),
                Column.of("message", "/message"),
                Column.of("cluster", "/cluster"),
                Column.of("namespace", "/namespace"),
                Column.of("server", "/server"),
                Column.of("expires", "/expires"));
        session.out().println();
        output.rows(
                session,
                tenant.path("quota"),
                Column.of("QUOTA", "/resource"),
                Column.of("USED", "/used"),
                Column.of("LIMIT", "/limit"));
    }

    @Command(name = "kubeconfig", description = "Fetches a tenant's kubeconfig.")
    void kubeconfig(
            @Mixin Session session,
            @Parameters(paramLabel = "NAME") String name,
            @ArgGroup @Nullable Destination destination)
            throws IOException {
        String kubeconfig = session.portal().text(Location.api("tenants", name, "kubeconfig"));
        if (destination == null) {
            session.out().print(kubeconfig);
            session.out().flush();
        } else if (destination.file != null) {
            write(destination.file, kubeconfig);
            session.err().printf("Written: kubectl --kubeconfig %s get namespaces%n", destination.file);
        } else {
            Path file = session.kubeconfig();
            String context = KubeconfigMerge.into(file, kubeconfig);
            session.err().printf("%s has the context %s now, and it is the current one%n", file, context);
        }
    }

    private static void write(Path file, String kubeconfig) {
        try {
            PrivateFile.write(file, kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig can't be written to " + file, e);
        }
    }
}
