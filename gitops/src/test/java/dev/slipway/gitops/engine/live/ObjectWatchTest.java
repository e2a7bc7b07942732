package dev.slipway.gitops.engine.live;

import dev.slipway.gitops.Labels;
import dev.slipway.gitops.testing.Await;
import dev.slipway.gitops.testing.Laboratory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches go on after what goes wrong in them, on a real API server. */
class ObjectWatchTest {

    private static final ObjectClient.Kind CONFIG = new ObjectClient.Kind("v1", "ConfigMap");

    private final KubernetesClient host = Laboratory.shared().host();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void listsAgainAfterAnErrorWhileItListed() {
        create("watch-error", "first");
        Seen seen = new Seen(count -> {
            if (count == 1) {
                throw new StackOverflowError("This list goes wrong");
            }
        });

        try (ObjectWatch watch = watch(new ObjectClient(host), "watch-error", seen)) {
            Await.until("it is listed after all", watch::isListed);
            create("watch-error", "second");
            Await.until("it is told", () -> seen.names.containsAll(Set.of("first", "second")));
        }
    }

    @Test
    void listsAgainAfterAnErrorWhileItWasTold() {
        create("watch-told", "first");
        Seen seen = new Seen(count -> {
            if (count == 2) {
                throw new StackOverflowError("This event goes wrong");
            }
        });

        try (ObjectWatch watch = watch(new ObjectClient(host), "watch-told", seen)) {
            Await.until("it is listed", watch::isListed);
            create("watch-told", "second");
            Await.until("it is told again", () -> seen.names.contains("second"));
        }
    }

    @Test
    void listsAgainWhereItCantGoOn() {
        create("watch-opened", "first");
        AtomicInteger opened = new AtomicInteger();
        KubernetesClient broken = withHttp(() -> switch (opened.incrementAndGet()) {
            case 1 -> CompletableFuture.failedFuture(new IOException("The connection breaks"));
            case 2 -> throw new IllegalStateException("The connection is closed");
            default -> null;
        });
        Seen seen = new Seen(count -> {});

        try (ObjectWatch watch = watch(ObjectClient.ofMetadata(broken), "watch-opened", seen)) {
            Await.until("it is opened again", () -> opened.get() >= 3);
            create("watch-opened", "second");
            Await.until("it is told", () -> seen.names.contains("second"));
        }
    }

    private ObjectWatch watch(ObjectClient client, String namespace, Seen seen) {
        ObjectWatch watch = new ObjectWatch(client, CONFIG, namespace, seen, threads, timer);
        watch.relist();
        return watch;
    }

    private interface Opening {

        /** What comes of opening a watch; {@code null} for what the API server answers. */
        CompletableFuture<?> open();
    }

    /** The host's client, but for what comes of opening watches. */
    private KubernetesClient withHttp(Opening opening) {
        HttpClient real = host.getHttpClient();
        HttpClient http = (HttpClient) Proxy.newProxyInstance(
                HttpClient.class.getClassLoader(), new Class<?>[] {HttpClient.class}, (proxy, method, arguments) -> {
                    boolean isWatch = method.getName().equals("consumeBytes")
                            && ((HttpRequest) arguments[0]).uri().getQuery() != null
                            && ((HttpRequest) arguments[0]).uri().getQuery().contains("watch=true");
                    CompletableFuture<?> answer = isWatch ? opening.open() : null;
                    return answer != null ? answer : call(real, method, arguments);
                });
        return (KubernetesClient) Proxy.newProxyInstance(
                KubernetesClient.class.getClassLoader(),
                new Class<?>[] {KubernetesClient.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getHttpClient") ? http : call(host, method, arguments));
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void create(String namespace, String name) {
        host.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(Labels.MANAGED, "true")
                .endMetadata()
                .build();
        host.resource(map).create();
    }

    /** Whom a watch tells, and who fails as a test wants. */
    private static final class Seen implements ObjectWatch.Sink {

        private final Set<String> names = ConcurrentHashMap.newKeySet();
        private final AtomicInteger told = new AtomicInteger();
        private final IntConsumer trouble;

        Seen(IntConsumer trouble) {
            this.trouble = trouble;
        }

        @Override
        public ObjectWatch.Listing listing(ObjectClient.Kind kind, String namespace) {
            return new ObjectWatch.Listing() {
                @Override
                public void found(LiveObject object) {
                    told(false, object);
                }

                @Override
                public void complete(long version) {}
            };
        }

        @Override
        public void told(boolean deleted, LiveObject object) {
            if (object.ref().name().equals("first") || object.ref().name().equals("second")) {
                trouble.accept(told.incrementAndGet());
                names.add(object.ref().name());
            }
        }
    }
}
