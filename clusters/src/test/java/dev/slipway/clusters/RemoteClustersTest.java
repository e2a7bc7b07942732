package dev.slipway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.clusters.ClusterStatus.State;
import dev.slipway.clusters.connection.remote.RemoteConnections;
import dev.slipway.clusters.process.Waiting;
import dev.slipway.clusters.remote.Access;
import dev.slipway.clusters.spi.ClusterListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections to registered clusters, over good networks and bad ones. */
@ExtendWith(SharedPlatform.class)
class RemoteClustersTest {

    private final List<String> news = new CopyOnWriteArrayList<>();
    private final RemoteConnections remote = new RemoteConnections(Duration.ofMillis(100), new ClusterListener() {
        @Override
        public void up(String cluster) {
            news.add("up " + cluster);
        }

        @Override
        public void down(String cluster, String reason) {
            news.add("down " + cluster);
        }
    });
    private Access access;

    @BeforeEach
    void access(Platform platform) {
        access = Access.ofKubeconfig(
                platform.clusters()
                        .hostKubeconfig("portal", Set.of(Clusters.ADMINS), Duration.ofHours(1))
                        .yaml(),
                null);
    }

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void connectsAndTellsHowItDoes() throws Exception {
        remote.connect("edge", List.of("apps"), access);
        awaitState("edge", State.UP);

        assertThat(news).containsExactly("up edge");
        assertThat(remote.find("edge").orElseThrow().status().version()).startsWith("v1.");
        assertThat(remote.find("edge").orElseThrow().namespaces()).containsExactly("apps");
        assertThat(remote.find("edge")
                        .orElseThrow()
                        .client()
                        .namespaces()
                        .withName("default")
                        .get())
                .isNotNull();
        assertThat(remote.health("edge").orElseThrow().latency()).isLessThan(Duration.ofSeconds(3));
        assertThat(remote.health("edge").orElseThrow().lastError()).isNull();

        remote.disconnect("edge");
        assertThat(remote.find("edge")).isEmpty();
        assertThat(remote.names()).isEmpty();
    }

    @Test
    void connectsAnewWhereTheAccessIsAnother() throws Exception {
        remote.connect("edge", List.of(), Access.ofToken(access.server(), access.authority(), "wrong"));
        awaitState("edge", State.DOWN);
        assertThat(remote.health("edge").orElseThrow().lastError()).contains("credentials");

        remote.connect("edge", List.of(), access);
        awaitState("edge", State.UP);
        var client = remote.find("edge").orElseThrow().client();

        remote.connect("edge", List.of(), access);
        assertThat(remote.find("edge").orElseThrow().client()).isSameAs(client);
    }

    @Test
    void comesBackOverNewConnectionsWhenTheOldOnesWereSwallowed() throws Exception {
        try (BadNetwork network = BadNetwork.to(URI.create(access.server()).getPort())) {
            remote.connect("edge", List.of(), at(network.port()));
            awaitState("edge", State.UP);

            network.swallow();
            awaitState("edge", State.DOWN);
            network.heal();
            awaitState("edge", State.UP);

            assertThat(remote.find("edge")
                            .orElseThrow()
                            .client()
                            .namespaces()
                            .list()
                            .getItems())
                    .isNotEmpty();
            assertThat(news).containsExactly("up edge", "down edge", "up edge");
        }
    }

    @Test
    void keepsAGoodClusterGoodBesideManyDeadOnes() throws Exception {
        try (BadNetwork hole = BadNetwork.blackHole();
                BadNetwork drip = BadNetwork.drip()) {
            int refusing = refusingPort();
            List<String> dead = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int port = List.of(hole.port(), drip.port(), refusing).get(i % 3);
                boolean plain = i % 2 == 0;
                String server = (plain ? "http" : "https") + "://127.0.0.1:" + port;
                dead.add("dead-" + i);
                remote.connect("dead-" + i, List.of(), Access.ofToken(server, access.authority(), "token"));
            }
            remote.connect("good", List.of(), access);

            awaitState("good", State.UP);
            for (String name : dead) {
                awaitState(name, State.DOWN);
                assertThat(remote.health(name).orElseThrow().lastError()).contains("The API server");
            }
            assertThat(news).doesNotContain("down good");
            assertThat(remote.health("good").orElseThrow().latency()).isLessThan(Duration.ofSeconds(1));
            assertThat(workers()).isLessThan(30);
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("remote-"))
                .filter(thread -> thread.getState() != Thread.State.TIMED_WAITING)
                .count();
    }

    private static int refusingPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Access at(int port) {
        return new Access("https://127.0.0.1:" + port, access.authority(), null, access.certificate(), access.key());
    }

    private void awaitState(String cluster, State state) throws InterruptedException {
        Waiting.until(
                cluster + " is " + state,
                Duration.ofSeconds(60),
                () -> remote.find(cluster).orElseThrow().status().state() == state);
    }
}
