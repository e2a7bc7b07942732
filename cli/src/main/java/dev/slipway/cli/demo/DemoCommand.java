package dev.slipway.cli.demo;

import dev.slipway.cli.demo.chapters.Chapters;
import dev.slipway.cli.demo.machine.Installation;
import dev.slipway.cli.demo.machine.TemporaryDirectory;
import dev.slipway.cli.demo.report.StepResult;
import dev.slipway.cli.demo.report.StoryReport;
import dev.slipway.cli.demo.story.Scene;
import dev.slipway.cli.demo.story.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole story on a fresh portal; exit code 0 only if each step was observed to hold. */
@Command(name = "demo", description = "Runs the whole story once on a fresh portal and says whether each step held.")
public final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private @Nullable Path json;

    @Option(names = "--jar", paramLabel = "FILE", description = "The portal's jar; else the checkout's.")
    private @Nullable Path jar;

    @Option(names = "--tools", paramLabel = "DIR", description = "Where the tools are; else where the launcher says.")
    private @Nullable Path tools;

    @Option(names = "--keep", description = "Keeps data and logs even if all went well.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Installation installation = Installation.of(jar, tools);
        StoryReport report;
        Path kept;
        try (TemporaryDirectory directory = TemporaryDirectory.make("slipway-demo");
                Scene scene = new Scene(directory.path(), installation)) {
            directory.endsAfter(scene::close);
            report = run(Chapters.steps(scene));
            kept = directory.path();
            if (keep || !report.ok()) {
                directory.keep();
            }
        }
        if (json != null) {
            Files.writeString(json, report.json());
        }
        conclude(report, kept);
        return report.ok() ? 0 : 1;
    }

    private StoryReport run(List<Step> steps) {
        List<StepResult> results = new ArrayList<>();
        boolean goesOn = true;
        for (Step step : steps) {
            StepResult result = goesOn ? step.run() : step.skipped();
            results.add(result);
            show(result);
            goesOn = goesOn && (result.ok() || !step.essential());
        }
        return new StoryReport(results);
    }

    private void show(StepResult result) {
        PrintWriter out = command.commandLine().getOut();
        out.printf("%-4s %7.2f s  %s%n", result.ok() ? "ok" : "FAIL", result.millis() / 1000.0, result.name());
        out.printf("                %s%n", result.detail());
        out.flush();
    }

    private void conclude(StoryReport report, Path workspace) {
        PrintWriter out = command.commandLine().getOut();
        long held = report.steps().stream().filter(StepResult::ok).count();
        out.printf("%n%d of %d steps held.%n", held, report.steps().size());
        if (keep || !report.ok()) {
            out.printf("Logs and data are kept in %s%n", workspace);
        }
        out.flush();
    }
}
