package dev.slipway.cli.bench.kube;

import dev.slipway.cli.demo.observing.NotObserved;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends many calls, so and so many at a time. */
public final class InFlight {

    private InFlight() {}

    /**
     * @param items what to send a call for, in this order
     * @param width how many calls are under way at a time
     * @param call sends one
     * @param <T> what is called for
     * @throws NotObserved if a call fails; nothing more is sent then
     */
    public static <T> void each(List<T> items, int width, Function<T, CompletableFuture<Void>> call) {
        Semaphore free = new Semaphore(width);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try {
            for (T item : items) {
                free.acquire();
                refuse(failure.get());
                call.apply(item).whenComplete((done, failed) -> {
                    failure.compareAndSet(null, failed);
                    free.release();
                });
            }
            free.acquire(width);
            refuse(failure.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("Interrupted while calls were under way");
        }
    }

    private static void refuse(@Nullable Throwable failure) {
        if (failure != null) {
            throw new NotObserved("A call failed: " + failure.getMessage());
        }
    }
}
