package dev.slipway.gitops.chaos.injection;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.engine.live.LiveObject;
import dev.slipway.gitops.engine.live.ObjectClient;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.LinkedHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches one object at the API server by itself: what the engine says of it does not count. */
final class Lookout implements AutoCloseable, Watcher<GenericKubernetesResource> {

    private static final long LOOK_MILLIS = 250;

    private final KubernetesClient client;
    private final ObjectClient objects;
    private final ObjectRef ref;
    private final BlockingQueue<Sight> sights = new LinkedBlockingQueue<>();
    private final Watch watch;
    private volatile boolean lost;

    /**
     * The object at a moment.
     *
     * @param nanos the moment, by {@link System#nanoTime}
     * @param version the resource version, 0 where the object was found missing
     * @param object the object, {@code null} where there is none
     */
    record Sight(long nanos, long version, @Nullable LiveObject object) {

        boolean isAfter(long change) {
            return version == 0 || version > change;
        }
    }

    Lookout(KubernetesClient client, ObjectClient objects, ObjectRef ref) {
        this.client = client;
        this.objects = objects;
        this.ref = ref;
        var all = client.genericKubernetesResources(context(objects, ref));
        this.watch = ref.namespace().isEmpty()
                ? all.withName(ref.name()).watch(this)
                : all.inNamespace(ref.namespace()).withName(ref.name()).watch(this);
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource resource) {
        long now = System.nanoTime();
        if (action == Action.BOOKMARK || action == Action.ERROR) {
            return;
        }
        LiveObject object = live(resource);
        sights.add(new Sight(now, object.resourceVersion(), action == Action.DELETED ? null : object));
    }

    @SuppressWarnings("unchecked")
    private LiveObject live(GenericKubernetesResource resource) {
        return new LiveObject(client.getKubernetesSerialization().convertValue(resource, LinkedHashMap.class));
    }

    private static ResourceDefinitionContext context(ObjectClient objects, ObjectRef ref) {
        ObjectClient.Kind kind = ObjectClient.Kind.of(ref);
        String[] path = objects.path(ref).split("/");
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(path[path.length - 2])
                .withNamespaced(objects.isNamespaced(kind))
                .build();
    }

    @Override
    public void onClose(WatcherException cause) {
        lost = true;
    }

    /**
     * Waits for the next sight of the object; looks by itself where the watch is lost.
     *
     * @return {@code null} where nothing was seen for a while
     */
    @Nullable
    Sight next(long nanos) throws InterruptedException {
        long wait = Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        Sight sight = sights.poll(Math.max(wait, 1), TimeUnit.NANOSECONDS);
        return sight != null || !lost ? sight : look();
    }

    private @Nullable Sight look() {
        try {
            LiveObject object = objects.get(ref);
            return new Sight(System.nanoTime(), object == null ? 0 : object.resourceVersion(), object);
        } catch (KubernetesClientException e) {
            return null;
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
