package dev.slipway.cli.bench.kube;

import dev.slipway.cli.demo.observing.NotObserved;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** How many objects some collections have, kept up to date by watches; cheap, since objects are not parsed. */
public final class Census implements AutoCloseable {

    private static final String BEGIN = "{\"type\":\"";

    private final List<InputStream> bodies = new CopyOnWriteArrayList<>();
    private int present;
    private long firstAdded;
    private long latestChange;
    private @Nullable String broken;

    Census() {}

    void count(int now, InputStream body) {
        bodies.add(body);
        synchronized (this) {
            present += now;
        }
        Thread reader = new Thread(() -> read(body), "census");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
            end("The API server ended a watch");
        } catch (IOException e) {
            end("A watch broke: " + e.getMessage());
        }
    }

    private synchronized void take(String line) {
        long now = System.nanoTime();
        if (line.startsWith("ADDED", BEGIN.length())) {
            present++;
            firstAdded = firstAdded == 0 ? now : firstAdded;
            latestChange = now;
        } else if (line.startsWith("DELETED", BEGIN.length())) {
            present--;
            latestChange = now;
        } else if (line.startsWith("ERROR", BEGIN.length())) {
            broken = "A watch broke: " + line;
        }
    }

    private synchronized void end(String why) {
        broken = why;
    }

    /**
     * @return how many objects there are
     * @throws NotObserved if a watch broke, so that nobody knows
     */
    public synchronized int present() {
        if (broken != null) {
            throw new NotObserved(broken);
        }
        return present;
    }

    /** Forgets which object was added first, so that the next one is. */
    public synchronized void forgetFirst() {
        firstAdded = 0;
    }

    /** @return when the first object was added since the beginning or {@link #forgetFirst}, by {@link System#nanoTime} */
    public synchronized long firstAdded() {
        return firstAdded;
    }

    /** @return when an object was added or deleted at last, by {@link System#nanoTime} */
    public synchronized long latestChange() {
        return latestChange;
    }

    @Override
    public void close() {
        for (InputStream body : bodies) {
            try {
                body.close();
            } catch (IOException e) {
                // It is over either way.
            }
        }
    }
}
