package dev.slipway.gitops.engine;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists all managed objects of a kind, then watches them; when the watch can't go on it lists again. */
final class ObjectWatch implements Watcher<GenericKubernetesResource> {

    private static final Logger log = LoggerFactory.getLogger(ObjectWatch.class);
    private static final long PAGE = 500;

    private final ObjectClient client;
    private final ObjectClient.Kind kind;
    private final Sink sink;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private @Nullable Watch watch;
    private boolean listing;
    private boolean listAgain;
    private boolean closed;
    private int failures;
    private volatile boolean listed;

    ObjectWatch(
            ObjectClient client, ObjectClient.Kind kind, Sink sink, Executor threads, ScheduledExecutorService timer) {
        this.client = client;
        this.kind = kind;
        this.sink = sink;
        this.threads = threads;
        this.timer = timer;
    }

    boolean isListed() {
        return listed;
    }

    /** Lists and watches from there; asked again while it is at it, it does so once more. */
    synchronized void restart() {
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
            closeWatch();
            List<LiveObject> objects = new ArrayList<>();
            String version = list(objects);
            sink.listed(kind, objects, LiveObject.version(version));
            listed = true;
            open(version);
            finish(true);
        } catch (RuntimeException e) {
            log.debug("{} can't be listed: {}", kind, e.getMessage());
            finish(false);
        }
    }

    private String list(List<LiveObject> into) {
        String continuation = null;
        do {
            GenericKubernetesResourceList page = client.all(kind)
                    .inAnyNamespace()
                    .withLabel(Labels.MANAGED, "true")
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(continuation)
                            .build());
            page.getItems().forEach(item -> into.add(live(item)));
            continuation = page.getMetadata().getContinue();
            if (continuation == null || continuation.isEmpty()) {
                return page.getMetadata().getResourceVersion();
            }
        } while (true);
    }

    private void open(String version) {
        Watch opened = client.all(kind)
                .inAnyNamespace()
                .withLabel(Labels.MANAGED, "true")
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(version)
                                .withAllowWatchBookmarks(true)
                                .build(),
                        this);
        synchronized (this) {
            watch = opened;
            if (!closed) {
                return;
            }
        }
        opened.close();
    }

    private synchronized void finish(boolean worked) {
        listing = false;
        failures = worked ? 0 : failures + 1;
        if (listAgain) {
            listAgain = false;
            restart();
        } else if (!worked) {
            long pause = Math.min(5_000, 50L << Math.min(failures, 7));
            timer.schedule(this::restart, pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void eventReceived(Action action, @Nullable GenericKubernetesResource resource) {
        if (resource == null || action == Action.BOOKMARK || action == Action.ERROR) {
            return;
        }
        sink.told(action == Action.DELETED, live(resource));
    }

    /** Items of a list carry no kind of their own. */
    private LiveObject live(GenericKubernetesResource resource) {
        resource.setApiVersion(kind.apiVersion());
        resource.setKind(kind.kind());
        return client.live(resource);
    }

    @Override
    public void onClose(WatcherException cause) {
        restart();
    }

    private void closeWatch() {
        Watch old;
        synchronized (this) {
            old = watch;
            watch = null;
        }
        if (old != null) {
            old.close();
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        closeWatch();
    }

    /** Takes what a watch finds out. */
    interface Sink {

        /** All managed objects of a kind, as of a resource version. */
        void listed(ObjectClient.Kind kind, List<LiveObject> objects, long version);

        /** One object came, changed or went. */
        void told(boolean deleted, LiveObject object);
    }
}
