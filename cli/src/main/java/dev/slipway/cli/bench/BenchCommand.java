package dev.slipway.cli.bench;

import dev.slipway.cli.bench.kill.KillBench;
import dev.slipway.cli.bench.measure.BenchReport;
import dev.slipway.cli.bench.measure.MachineFacts;
import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.bench.runs.Bench;
import dev.slipway.cli.bench.runs.DriftBench;
import dev.slipway.cli.bench.runs.FleetBench;
import dev.slipway.cli.bench.runs.GitWritesBench;
import dev.slipway.cli.bench.runs.OrderBench;
import dev.slipway.cli.bench.runs.Site;
import dev.slipway.cli.bench.runs.StartupBench;
import dev.slipway.cli.bench.runs.SyncBench;
import dev.slipway.cli.demo.machine.Installation;
import dev.slipway.cli.demo.machine.TemporaryDirectory;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a fresh portal and writes what was found. */
@Command(
        name = "bench",
        description = "Measures how a fresh portal starts, serves orders, puts drift back, and writes to Git.")
public final class BenchCommand implements Callable<Integer> {

    private static final List<Bench> BENCHES = List.of(
            new StartupBench(),
            new OrderBench(),
            new DriftBench(),
            new SyncBench(),
            new GitWritesBench(),
            new FleetBench(),
            new KillBench());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the metrics there, and all samples to FILE.samples.json.")
    private @Nullable Path json;

    @Option(names = "--rounds", paramLabel = "N", description = "How often to measure; each bench has its own default.")
    private @Nullable Integer rounds;

    @Option(
            names = "--objects",
            paramLabel = "N",
            description = "How many objects to measure with, where there are objects; 10000 unless told.")
    private @Nullable Integer objects;

    @Option(names = "--jar", paramLabel = "FILE", description = "The portal's jar; else the checkout's.")
    private @Nullable Path jar;

    @Option(names = "--tools", paramLabel = "DIR", description = "Where the tools are; else where the launcher says.")
    private @Nullable Path tools;

    @Override
    public Integer call() throws Exception {
        Bench bench = bench();
        int times = positive("--rounds", rounds == null ? bench.defaultRounds() : rounds);
        PrintWriter out = command.commandLine().getOut();
        try (TemporaryDirectory directory = TemporaryDirectory.make("slipway-bench");
                Site site = new Site(directory.path(), Installation.of(jar, tools), out)) {
            directory.endsAfter(site::close);
            return measured(bench, times, site, directory);
        }
    }

    private int measured(Bench bench, int times, Site site, TemporaryDirectory directory) throws Exception {
        Map<String, Object> environment = MachineFacts.now();
        Samples samples = new Samples();
        try {
            Map<String, Double> metrics = bench.run(site, times, samples);
            BenchReport report = new BenchReport(bench.name(), metrics, environment, samples.all());
            command.commandLine().getOut().println(report.table());
            write(report);
            if (site.isKept()) {
                keep(directory);
                return 1;
            }
            return 0;
        } catch (NotObserved e) {
            command.commandLine().getErr().println("slipway: " + e.getMessage());
            writeSamples(new BenchReport(bench.name(), Map.of(), environment, samples.all()));
            keep(directory);
            return 1;
        }
    }

    private void keep(TemporaryDirectory directory) {
        directory.keep();
        command.commandLine().getErr().println("Logs and data are kept in " + directory.path());
    }

    private Bench bench() {
        Bench bench = BENCHES.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "There is no bench '%s', expected one of %s".formatted(name, String.join(", ", new Names()))));
        return objects == null ? bench : bench.with(positive("--objects", objects));
    }

    private int positive(String option, int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), option + " is " + number + ", expected 1 or more");
        }
        return number;
    }

    /** What there is to measure. */
    private static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return BENCHES.stream().map(Bench::name).iterator();
        }
    }

    private void write(BenchReport report) throws java.io.IOException {
        if (json != null) {
            Files.writeString(json, report.json());
        }
        writeSamples(report);
    }

    /** Also of a bench that broke off, since what it had measured by then may have taken long. */
    private void writeSamples(BenchReport report) throws java.io.IOException {
        if (json != null) {
            Files.writeString(Path.of(json + ".samples.json"), report.samplesJson());
        }
    }
}
