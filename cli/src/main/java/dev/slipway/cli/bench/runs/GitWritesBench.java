package dev.slipway.cli.bench.runs;

import dev.slipway.cli.bench.measure.Samples;
import dev.slipway.cli.demo.doors.Api;
import dev.slipway.cli.demo.machine.Command;
import dev.slipway.cli.demo.machine.Installation;
import dev.slipway.cli.demo.observing.NotObserved;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many commits a second many writers bring into the golden repository, and whether all of them are there once. */
public final class GitWritesBench implements Bench {

    private static final int WRITERS = 100;
    private static final int MANY_TENANTS = 2_000;
    private static final int ORDERERS = 10;
    private static final int ORDERS_EACH = 6;
    private static final Path PROGRAM =
            Path.of("gitops", "src", "test", "java", "dev", "slipway", "gitops", "golden", "GitWrites.java");

    @Override
    public String name() {
        return "git-writes";
    }

    /** How many requests each writer makes. */
    @Override
    public int defaultRounds() {
        return 20;
    }

    @Override
    public Map<String, Double> run(Site site, int rounds, Samples samples) throws Exception {
        Map<String, Double> metrics = new LinkedHashMap<>();
        write(site, "few", rounds, 0, samples, metrics);
        write(site, "many", rounds, MANY_TENANTS, samples, metrics);
        order(site, samples, metrics);
        return metrics;
    }

    private static void write(
            Site site, String name, int requests, int others, Samples samples, Map<String, Double> metrics)
            throws IOException {
        Path data = site.folder(name);
        String prefix = others == 0 ? "git_" : "git_many_tenants_";
        Command.Run run = new Command(data, Map.of())
                .run(line(site.installation(), data, requests, others))
                .expectSuccess();
        Map<String, String> answered = new HashMap<>();
        double seconds = 0;
        int repeatedFresh = 0;
        for (String line : run.out().lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "committed" -> {
                    answered.put(words[1], words[2]);
                    samples.add(prefix + "ms", Double.parseDouble(words[3]));
                }
                case "repeated" -> repeatedFresh += words[3].equals("true") ? 1 : 0;
                case "wrote" -> seconds = Double.parseDouble(words[1]);
                default -> {
                    // A line of the log.
                }
            }
        }
        NotObserved.unless(
                answered.size() == WRITERS * requests,
                "%d of %d requests were answered".formatted(answered.size(), WRITERS * requests));
        History history = History.of(data.resolve("golden.git"));
        metrics.put(prefix + "lost_count", (double) history.lacking(answered));
        metrics.put(prefix + "doubled_count", (double) (history.doubled() + repeatedFresh));
        metrics.put(prefix + "commits_per_s", answered.size() / seconds);
        metrics.put(prefix + "p50_ms", samples.percentile(prefix + "ms", 50));
        metrics.put(prefix + "p99_ms", samples.percentile(prefix + "ms", 99));
        site.tell("%d commits with %d tenants in %.1f s; git fsck finds nothing"
                .formatted(answered.size(), WRITERS + others, seconds));
    }

    /** The portal's own component in a process of its own, with the JVM options and libraries of the portal. */
    private static List<String> line(Installation installation, Path data, int requests, int others) {
        Path checkout = Path.of(System.getProperty("slipway.checkout", "")).toAbsolutePath();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + installation.jvmOptions(),
                "-cp",
                installation.jar().resolveSibling("lib") + "/*",
                checkout.resolve(PROGRAM).toString(),
                data.toString(),
                Integer.toString(WRITERS),
                Integer.toString(requests),
                Integer.toString(others));
    }

    private static void order(Site site, Samples samples, Map<String, Double> metrics) throws Exception {
        Api api = site.started(site.portal("orders"));
        Site.order(api, OrderBench.service(0));
        ExecutorService threads = Executors.newFixedThreadPool(ORDERERS);
        List<Future<Site.Done>> orders = new ArrayList<>();
        for (int i = 1; i <= ORDERERS * ORDERS_EACH; i++) {
            int round = i;
            orders.add(threads.submit(() -> orderAndDelete(api, round)));
        }
        threads.shutdown();
        for (Future<Site.Done> order : orders) {
            samples.add("git_order_committed_ms", order.get().millisTo("Committed"));
        }
        metrics.put("git_order_committed_p50_ms", samples.percentile("git_order_committed_ms", 50));
        metrics.put("git_order_committed_p99_ms", samples.percentile("git_order_committed_ms", 99));
    }

    /** Each goes before its orderer sends the next, so that the team's quota has room for all who order. */
    private static Site.Done orderAndDelete(Api api, int round) {
        Site.Done done = Site.order(api, OrderBench.service(round));
        Site.delete(api, OrderBench.key(round));
        return done;
    }

    /**
     * What Git itself finds in a repository.
     *
     * @param commits the commits that answer a request, by its id
     */
    private record History(Map<String, List<String>> commits) {

        static History of(Path repository) {
            Command git = new Command(repository, Map.of("GIT_CONFIG_NOSYSTEM", "1"));
            git.run(List.of("git", "fsck", "--strict")).expectSuccess();
            String format = "--format=%(trailers:key=Request-Id,valueonly,separator=) %H";
            Map<String, List<String>> commits = new HashMap<>();
            git.run(List.of("git", "log", format, "main"))
                    .expectSuccess()
                    .out()
                    .lines()
                    .forEach(line -> {
                        String[] words = line.split(" ");
                        commits.computeIfAbsent(words[0], any -> new ArrayList<>())
                                .add(words[1]);
                    });
            return new History(commits);
        }

        long lacking(Map<String, String> answered) {
            return answered.entrySet().stream()
                    .filter(answer ->
                            !commits.getOrDefault(answer.getKey(), List.of()).contains(answer.getValue()))
                    .count();
        }

        long doubled() {
            return commits.values().stream().filter(each -> each.size() > 1).count();
        }
    }
}
