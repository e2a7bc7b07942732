package dev.slipway.clusters.embedded;

import dev.slipway.clusters.files.PropertiesFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Hands out free ports on loopback: the remembered one, or a new one if somebody else took that meanwhile. */
final class Ports {

    /** Below the ranges from which Linux and macOS take the ports of outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int LAST = 29_999;

    private final Set<Integer> handedOut = ConcurrentHashMap.newKeySet();

    /** The port for this purpose, remembered in the file. */
    int claim(Path file, String purpose) {
        Properties remembered = PropertiesFile.read(file);
        int last = Integer.parseInt(remembered.getProperty(purpose, "0"));
        if (last != 0 && isFree(last) && handedOut.add(last)) {
            return last;
        }
        int chosen = choose();
        remembered.setProperty(purpose, Integer.toString(chosen));
        PropertiesFile.write(file, remembered);
        return chosen;
    }

    void release(int port) {
        handedOut.remove(port);
    }

    private int choose() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port) && handedOut.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between %d and %d on loopback".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
