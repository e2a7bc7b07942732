package dev.slipway.gitops.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to a server on this machine that can be cut: it carries bytes, and knows nothing of what they mean. */
public final class Wire implements AutoCloseable {

    private final ServerSocket entry;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private final AtomicInteger untilHeld = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean held;

    public Wire(int target) throws IOException {
        this.target = target;
        this.entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return entry.getLocalPort();
    }

    /** Cuts all connections; new ones come about at once, unless it is down. */
    public void cut() {
        open.forEach(Wire::closeQuietly);
    }

    /** Cuts all connections and lets none come about. */
    public void down() {
        down = true;
        cut();
    }

    public void up() {
        down = false;
    }

    /** Carries nothing from now on, and breaks nothing: whoever asks waits. */
    public void hold() {
        held = true;
    }

    /** Holds as soon as it has carried so many more pieces, each of one read, whichever way they go. */
    public void holdAfter(int pieces) {
        untilHeld.set(pieces);
    }

    private synchronized void awaitFlow() throws IOException {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Carries again what it held. */
    public synchronized void release() {
        untilHeld.set(Integer.MAX_VALUE);
        held = false;
        notifyAll();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket near = entry.accept();
                if (down) {
                    closeQuietly(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                start(() -> carry(near, far));
                start(() -> carry(far, near));
            } catch (IOException e) {
                // Whoever wanted through tries again, or the wire is closed.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            byte[] bytes = new byte[16 * 1024];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (untilHeld.getAndDecrement() == 0) {
                    hold();
                }
                awaitFlow();
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(entry);
        cut();
        release();
    }
}
