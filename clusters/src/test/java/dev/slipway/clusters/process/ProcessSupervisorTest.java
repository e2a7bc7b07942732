package dev.slipway.clusters.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSupervisorTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private static ChildSpec shell(String name, String script) {
        return new ChildSpec(name, 0, List.of("/bin/sh", "-c", script), Map.of());
    }

    @Test
    void startsAChildAgainAfterItWasKilled() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            ChildProcess child = supervisor.start(shell("sleeper", "echo begun; exec sleep 600"), told::add);
            Waiting.until("it wrote", LONG, () -> lines(data.resolve("logs/sleeper.log")) == 1);
            long first = child.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Waiting.until("another process runs", LONG, () -> child.pid() > 0 && child.pid() != first);
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).contains("sleeper").contains("137");
            Waiting.until("it wrote twice", LONG, () -> lines(data.resolve("logs/sleeper.log")) == 2);
        }
        assertThat(data.resolve("run")).isEmptyDirectory();
    }

    @Test
    void startsARenewedChildAfresh() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            ChildProcess child = supervisor.start(shell("sleeper", "exec sleep 600"), told::add);
            long first = child.pid();
            child.renew();
            Waiting.until("another process runs", LONG, () -> child.pid() > 0 && child.pid() != first);
            assertThat(ProcessHandle.of(first)).isEmpty();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    @Test
    void killsAChildThatIgnoresTheRequestToEnd() throws Exception {
        ProcessHandle child;
        Instant begun;
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            ChildProcess stubborn =
                    supervisor.start(shell("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done"), r -> {});
            child = ProcessHandle.of(stubborn.pid()).orElseThrow();
            Waiting.until("it ignores the signal", LONG, () -> lines(data.resolve("logs/stubborn.log")) == 1);
            begun = Instant.now();
        }
        assertThat(child.isAlive()).isFalse();
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(25));
    }

    @Test
    void givesAChildTimeToEndInOrder() throws Exception {
        Path farewell = data.resolve("farewell");
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            supervisor.start(
                    shell(
                            "polite",
                            "trap 'sleep 1; touch %s; exit 0' TERM; echo ready; while :; do sleep 0.1; done"
                                    .formatted(farewell)),
                    r -> {});
            Waiting.until("it listens", LONG, () -> lines(data.resolve("logs/polite.log")) == 1);
        }
        assertThat(farewell).exists();
    }

    @Test
    void endsTheChildrenOfAKilledPortal() throws Exception {
        Process portal = startPortal();
        try {
            ProcessHandle child = childOf(portal);
            portal.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            Waiting.until("the child is gone", LONG, () -> !isRunning(child));
        } finally {
            portal.destroyForcibly();
        }
    }

    @Test
    void endsLeftoversThatEscapedTheKilledPortal() throws Exception {
        Process leftover = new ProcessBuilder("sleep", "600").start();
        new PidFileOf(data).write("escaped", leftover.toHandle());
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            supervisor.endOrphans();
            assertThat(leftover.isAlive()).isFalse();
            assertThat(data.resolve("run")).isEmptyDirectory();
        }
    }

    @Test
    void sparesAStrangerWithTheSamePid() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Files.createDirectories(data.resolve("run"));
        Files.writeString(
                data.resolve("run/old.pid"),
                stranger.pid() + " " + Instant.now().minusSeconds(3600));
        Files.writeString(data.resolve("run/broken.pid"), "what?");
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            supervisor.endOrphans();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(data.resolve("run")).isEmptyDirectory();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void boundsTheLogOfAChattyChild() throws Exception {
        Path file = Files.createDirectories(data.resolve("logs")).resolve("chatty.log");
        Files.write(file, new byte[5 << 20]);
        try (ProcessSupervisor supervisor = new ProcessSupervisor(data)) {
            supervisor.start(shell("chatty", "echo new; exec sleep 600"), r -> {});
            Waiting.until("it wrote", LONG, () -> lines(file) == 1);
            assertThat(Files.size(file)).isLessThan(100);
            assertThat(Files.size(data.resolve("logs/chatty.log.1"))).isEqualTo(5 << 20);
        }
    }

    private Process startPortal() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PortalMain.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("portal.out").toFile())
                .start();
    }

    private ProcessHandle childOf(Process portal) throws Exception {
        Path log = data.resolve("logs/kept.log");
        Waiting.until("the child runs", LONG, () -> lines(log) == 1 && lines(data.resolve("run/kept.pid")) == 1);
        long pid = Long.parseLong(Files.readString(data.resolve("run/kept.pid")).split(" ")[0]);
        assertThat(portal.isAlive()).isTrue();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** A process that has ended but was not yet collected by init still counts as alive for Java. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())))
                            .contains(") Z ");
        } catch (java.io.IOException e) {
            return process.isAlive() && !Files.exists(Path.of("/proc/self"));
        }
    }

    /** A portal with one child. */
    static final class PortalMain {

        private PortalMain() {}

        public static void main(String[] arguments) throws Exception {
            ProcessSupervisor supervisor = new ProcessSupervisor(Path.of(arguments[0]));
            supervisor.start(shell("kept", "echo begun; exec sleep 600"), reason -> {});
            Thread.currentThread().join();
        }
    }

    private record PidFileOf(Path data) {

        void write(String name, ProcessHandle process) throws java.io.IOException {
            Files.createDirectories(data.resolve("run"));
            new PidFile(data.resolve("run/" + name + ".pid")).write(process);
        }
    }
}
