package dev.slipway.clusters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A way to a server that can be made to swallow all, or to pass one byte a second. */
class BadNetwork implements AutoCloseable {

    private enum Mood {
        FORWARDS,
        SWALLOWS,
        DRIPS
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bad-network");
        thread.setDaemon(true);
        return thread;
    });
    private final int target;
    private volatile Mood mood;

    private BadNetwork(int target, Mood mood) throws IOException {
        this.target = target;
        this.mood = mood;
        threads.execute(this::accept);
    }

    static BadNetwork to(int port) throws IOException {
        return new BadNetwork(port, Mood.FORWARDS);
    }

    /** Accepts, reads, and never says a word. */
    static BadNetwork blackHole() throws IOException {
        return new BadNetwork(-1, Mood.SWALLOWS);
    }

    /** Answers with the beginning of an endless HTTP response, one byte a second. */
    static BadNetwork drip() throws IOException {
        return new BadNetwork(-1, Mood.DRIPS);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What is connected stays so and hears nothing any more, as does whoever connects from now on. */
    void swallow() {
        mood = Mood.SWALLOWS;
    }

    /** Who connects from now on gets through; connections that were swallowed stay so. */
    void heal() {
        mood = Mood.FORWARDS;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (mood == Mood.FORWARDS) {
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    Flow flow = new Flow();
                    threads.execute(() -> flow.pump(server, client));
                    flow.pump(client, server);
                }
            } else if (mood == Mood.DRIPS) {
                drip(client.getOutputStream());
            } else {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // One of the two hung up.
        }
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes();
        int at = 0;
        do {
            out.write(at < head.length ? head[at] : 'o');
            out.flush();
            at++;
        } while (!over.await(1, TimeUnit.SECONDS));
    }

    /** Both ways of one connection; once swallowed, for ever. */
    private final class Flow {

        private volatile boolean swallowed;

        void pump(Socket from, Socket to) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                byte[] buffer = new byte[16 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    swallowed |= mood == Mood.SWALLOWS;
                    if (!swallowed) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // One of the two hung up.
            }
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listener.close();
        threads.shutdownNow();
    }
}
