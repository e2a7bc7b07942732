package dev.slipway.cli;

import dev.slipway.cli.bench.BenchCommand;
import dev.slipway.cli.clusters.ClusterCommand;
import dev.slipway.cli.demo.DemoCommand;
import dev.slipway.cli.ledger.LedgerCommand;
import dev.slipway.cli.login.LoginCommand;
import dev.slipway.cli.login.WhoamiCommand;
import dev.slipway.cli.orders.InstanceCommand;
import dev.slipway.cli.orders.OrderCommand;
import dev.slipway.cli.orders.RequestCommand;
import dev.slipway.cli.portal.Refused;
import dev.slipway.cli.portal.Unreachable;
import dev.slipway.cli.session.Environment;
import dev.slipway.cli.session.Session;
import dev.slipway.cli.tenants.TenantCommand;
import dev.slipway.cli.views.BreakGlassCommand;
import dev.slipway.cli.views.CatalogCommand;
import dev.slipway.cli.views.DriftCommand;
import dev.slipway.cli.views.FightCommand;
import dev.slipway.cli.views.PingCommand;
import dev.slipway.cli.views.RemovalCommand;
import dev.slipway.cli.views.SbomCommand;
import dev.slipway.cli.views.StatusCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code slipway} command: a new sub-command is one more line here. */
@Command(
        name = "slipway",
        description = "Order environments, databases and virtual clusters, and see what became of them.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LoginCommand.class,
            WhoamiCommand.class,
            CatalogCommand.class,
            OrderCommand.class,
            RequestCommand.class,
            InstanceCommand.class,
            TenantCommand.class,
            ClusterCommand.class,
            DriftCommand.class,
            LedgerCommand.class,
            BreakGlassCommand.class,
            FightCommand.class,
            RemovalCommand.class,
            SbomCommand.class,
            StatusCommand.class,
            PingCommand.class,
            DemoCommand.class,
            BenchCommand.class
        })
final class SlipwayCommand {

    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int UNREACHABLE = 3;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    static int run(Environment environment, PrintWriter out, PrintWriter err, String... arguments) {
        int exit = new CommandLine(SlipwayCommand.class, new Factory(environment))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(SlipwayCommand::explainUsage)
                .setExecutionExceptionHandler(SlipwayCommand::explain)
                .execute(arguments);
        out.flush();
        err.flush();
        return exit;
    }

    /** What is wrong in a line, and where the rest is told; who names no sub-command wants to know which there are. */
    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("slipway: " + failure.getMessage());
        if (!command.getSubcommands().isEmpty() && !(failure instanceof UnmatchedArgumentException)) {
            command.usage(err);
            return WRONG_USAGE;
        }
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof Refused refused) {
            err.println("slipway: " + refused.getMessage());
            refused.details().forEach(detail -> err.println("  " + detail));
            return REFUSED;
        }
        if (failure instanceof Unreachable || failure instanceof UncheckedIOException) {
            err.println("slipway: " + failure.getMessage());
            return failure instanceof Unreachable ? UNREACHABLE : REFUSED;
        }
        if (failure instanceof IllegalArgumentException) {
            err.println("slipway: " + failure.getMessage());
            return WRONG_USAGE;
        }
        throw failure;
    }

    private record Factory(Environment environment) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == Session.class) {
                return type.cast(new Session(environment));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
