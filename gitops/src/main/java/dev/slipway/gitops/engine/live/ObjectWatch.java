package dev.slipway.gitops.engine.live;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the managed objects of a kind, then watches them. A watch that ends goes on from where it was; where the API
 * server no longer has what came in between, everything is listed again.
 */
public final class ObjectWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ObjectWatch.class);

    /** An API server sends a bookmark about once a minute; one that sends nothing for longer is not there any more. */
    private static final long SILENCE_SECONDS = 150;

    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final ObjectClient client;
    private final ObjectClient.Kind kind;
    private final String namespace;
    private final Sink sink;
    private final Executor threads;
    private final ScheduledExecutorService timer;

    private @Nullable LineStream stream;
    private boolean listing;
    private boolean listAgain;
    private boolean closed;
    private int failures;
    private volatile boolean listed;
    private volatile String version = "";
    private volatile long lastNews;

    /**
     * A watch that begins with {@link #relist}.
     *
     * @param namespace the namespace, empty for all
     */
    public ObjectWatch(
            ObjectClient client,
            ObjectClient.Kind kind,
            String namespace,
            Sink sink,
            Executor threads,
            ScheduledExecutorService timer) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
        this.sink = sink;
        this.threads = threads;
        this.timer = timer;
    }

    /** Whether all objects were seen at least once. */
    public boolean isListed() {
        return listed;
    }

    /** Lists and watches from there; asked again while it is at it, it does so once more. */
    public synchronized void relist() {
        if (closed) {
            return;
        }
        if (listing) {
            listAgain = true;
            return;
        }
        listing = true;
        threads.execute(this::listAndWatch);
    }

    private void listAndWatch() {
        try {
            stop();
            version = list();
            listed = true;
            follow();
            finish(true);
        } catch (RuntimeException e) {
            log.debug("{} can't be listed now: {}", kind, e.getMessage());
            finish(false);
        } catch (Throwable e) {
            // Were it left to think that it still lists, it would never list again.
            finish(false);
            throw e;
        }
    }

    private String list() {
        Listing found = sink.listing(kind, namespace);
        String asOf = client.list(kind, namespace, found::found);
        found.complete(LiveObject.version(asOf));
        return asOf;
    }

    private synchronized void finish(boolean worked) {
        listing = false;
        failures = worked ? 0 : failures + 1;
        if (listAgain) {
            listAgain = false;
            relist();
        } else if (!worked) {
            later(this::relist);
        }
    }

    private void goOn() {
        try {
            follow();
        } catch (Throwable e) {
            log.warn("The watch of {} can't be opened; all is listed anew", kind, e);
            failed();
        }
    }

    private synchronized void failed() {
        failures++;
        later(this::relist);
    }

    /** Goes on where the last event or bookmark was. */
    private synchronized void follow() {
        if (closed || stream != null) {
            return;
        }
        lastNews = System.nanoTime();
        LineStream opened = client.watch(kind, namespace, version, this::told);
        stream = opened;
        opened.ended().whenComplete((nothing, failure) -> ended(opened, failure));
        timer.schedule(() -> breakSilence(opened), SILENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void told(byte[] line) {
        lastNews = System.nanoTime();
        Map<String, Object> event = Json.object(line);
        Map<String, Object> content = LiveObject.map(event.get("object"));
        String type = LiveObject.text(event.get("type"));
        if (type.equals("ERROR")) {
            throw new KubernetesClientException(
                    LiveObject.text(content.get("message")),
                    content.get("code") instanceof Number code ? code.intValue() : HttpURLConnection.HTTP_GONE,
                    null);
        }
        LiveObject object = ObjectClient.live(kind, content);
        version = LiveObject.text(object.metadata().get("resourceVersion"));
        failures = 0;
        if (!type.equals("BOOKMARK")) {
            sink.told(type.equals("DELETED"), object);
        }
    }

    private synchronized void ended(LineStream ended, @Nullable Throwable failure) {
        if (closed || stream != ended) {
            return;
        }
        stream = null;
        failures++;
        if (failure == null || isBrokenConnection(failure)) {
            later(this::goOn);
            return;
        }
        log.debug("The watch of {} can't go on from {}: {}", kind, version, failure.getMessage());
        if (failures == 1) {
            relist();
        } else {
            later(this::relist);
        }
    }

    /** The API server may still have what comes in between, so that there is no need for a list. */
    private static boolean isBrokenConnection(@Nullable Throwable failure) {
        return failure != null && (failure instanceof IOException || isBrokenConnection(failure.getCause()));
    }

    private void breakSilence(LineStream watched) {
        synchronized (this) {
            if (closed || stream != watched) {
                return;
            }
        }
        long silent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastNews);
        if (silent >= SILENCE_SECONDS) {
            log.info("The watch of {} has been silent for {} s and is opened anew", kind, silent);
            watched.close();
        } else {
            timer.schedule(() -> breakSilence(watched), SILENCE_SECONDS - silent, TimeUnit.SECONDS);
        }
    }

    private void later(Runnable next) {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(failures, 7));
        long jitter = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        timer.schedule(() -> threads.execute(next), pause / 2 + jitter, TimeUnit.MILLISECONDS);
    }

    private void stop() {
        LineStream old;
        synchronized (this) {
            old = stream;
            stream = null;
        }
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    /** Takes what a watch finds out. */
    public interface Sink {

        /** A list of all managed objects of a kind begins. */
        Listing listing(ObjectClient.Kind kind, String namespace);

        /** One object came, changed or went. */
        void told(boolean deleted, LiveObject object);
    }

    /** A list that is under way. */
    public interface Listing {

        /** One of the objects. */
        void found(LiveObject object);

        /** There are no more, as of a resource version. */
        void complete(long version);
    }
}
