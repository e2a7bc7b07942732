package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startable;

/** The Kubernetes of docker-compose.yml, reached from outside of its network. */
public final class K3s implements Startable {

    private static final int PORT = 6443;
    private static final String KUBECONFIG = "/output/kubeconfig.yaml";

    private final GenericContainer<?> container = Compose.service("k3s").container(PORT);

    /** Not started yet. Its port is chosen here: Docker would give it another one with every restart. */
    public K3s() {
        container.setPortBindings(List.of(freePort() + ":" + PORT));
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    /** Stops it with all that runs in it and starts it again. */
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
    }

    /** The administrator's kubeconfig. */
    public String kubeconfig() {
        try {
            Container.ExecResult file = container.execInContainer("cat", KUBECONFIG);
            if (file.getExitCode() != 0) {
                throw new IllegalStateException("k3s wrote no " + KUBECONFIG + ": " + file.getStderr());
            }
            return file.getStdout()
                    .replace(
                            "https://127.0.0.1:" + PORT,
                            "https://" + container.getHost() + ":" + container.getMappedPort(PORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
