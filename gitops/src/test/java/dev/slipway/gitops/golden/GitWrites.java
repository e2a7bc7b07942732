package dev.slipway.gitops.golden;

import dev.slipway.gitops.repository.CommitMessage;
import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenSettings;
import dev.slipway.gitops.repository.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Many write to a golden repository at once, in a process of its own. Takes the data directory, the number of writers,
 * of requests each, and of tenants that are there already. Says {@code committed REQUEST COMMIT MILLISECONDS} for each
 * commit that was answered, and {@code wrote SECONDS} at the end. Every fifth request is sent twice.
 */
public final class GitWrites {

    private static final String PACKAGE = "dev.slipway.gitops.golden.";
    private static final int SENT_TWICE = 5;

    private final GoldenRepository golden;

    private GitWrites(GoldenRepository golden) {
        this.golden = golden;
    }

    public static void main(String[] arguments) throws Exception {
        int writers = Integer.parseInt(arguments[1]);
        int requests = Integer.parseInt(arguments[2]);
        try (AnnotationConfigApplicationContext context = portalPart(arguments[0])) {
            GitWrites run = new GitWrites(context.getBean(GoldenRepository.class));
            run.golden.seed(tenants(writers, Integer.parseInt(arguments[3])));
            run.writeAtOnce(writers, requests);
        }
    }

    /** The very component that the portal has, put together as Spring does it there. */
    private static AnnotationConfigApplicationContext portalPart(String data) throws ClassNotFoundException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("bench", Map.of("slipway.data", data)));
        context.registerBean(GoldenSettings.class, GitWrites::ownRepository);
        context.register(Class.forName(PACKAGE + "JGitGoldenRepository"));
        context.refresh();
        return context;
    }

    private static GoldenSettings ownRepository() {
        return GoldenSettings.of(null, null, null, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private static Map<String, byte[]> tenants(int writers, int others) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < writers + others; i++) {
            String name = i < writers ? "team-" + i : "other-" + i;
            String tenant = """
                    apiVersion: slipway.dev/v1
                    kind: Tenant
                    metadata: {name: %s}
                    spec: {owner: %s, kind: namespace, plan: home, cluster: host, namespace: %s}
                    """.formatted(name, name, name);
            files.put("tenants/" + name + "/tenant.yaml", tenant.getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private void writeAtOnce(int writers, int requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int writer = i;
            ends.add(threads.submit(() -> {
                start.await();
                write(writer, requests);
                return null;
            }));
        }
        long begun = System.nanoTime();
        start.countDown();
        for (Future<?> end : ends) {
            end.get();
        }
        say("wrote %.3f".formatted((System.nanoTime() - begun) / 1e9));
        threads.shutdown();
    }

    private void write(int writer, int requests) {
        for (int i = 0; i < requests; i++) {
            String id = "w%d-%d".formatted(writer, i);
            long sent = System.nanoTime();
            String directory = "tenants/team-%d/db-%d".formatted(writer, i);
            Plan plan = golden.plan(directory, InstanceExample.files("team-" + writer, "db-" + i), Map.of());
            CommitMessage message = new CommitMessage(
                    "Order " + directory, id, "Writer " + writer, "writer" + writer + "@example.org", Map.of());
            Committed committed = golden.commit(plan, message);
            say("committed %s %s %.3f".formatted(id, committed.commit(), (System.nanoTime() - sent) / 1e6));
            if (i % SENT_TWICE == 0) {
                Committed again = golden.commit(plan, message);
                say("repeated %s %s %s".formatted(id, again.commit(), again.fresh()));
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Files as a small database's order brings them about. */
    private static final class InstanceExample {

        private static final List<String> KINDS = List.of(
                "configmap", "networkpolicy", "poddisruptionbudget", "service", "serviceaccount", "statefulset");

        private InstanceExample() {}

        static Map<String, String> files(String tenant, String instance) {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("request.yaml", """
                    apiVersion: slipway.dev/v1
                    kind: Instance
                    metadata: {name: %s}
                    spec: {entry: postgresql, version: 1.4.0, plan: small, parameters: {version: "17", database: app}}
                    """.formatted(instance));
            for (String kind : KINDS) {
                files.put("manifests/%s-%s.yaml".formatted(kind, instance), manifest(kind, tenant, instance));
            }
            return files;
        }

        private static String manifest(String kind, String tenant, String instance) {
            StringBuilder text = new StringBuilder("""
                    apiVersion: v1
                    kind: %s
                    metadata:
                      name: %s
                      namespace: %s
                      labels: {slipway.dev/managed: "true", slipway.dev/tenant: %s, slipway.dev/instance: %s}
                    data:
                    """.formatted(kind, instance, tenant, tenant, instance));
            for (int i = 0; i < 12; i++) {
                text.append("  setting-%d: \"%s of %s in %s, line %d\"\n".formatted(i, kind, instance, tenant, i));
            }
            return text.toString();
        }
    }
}
