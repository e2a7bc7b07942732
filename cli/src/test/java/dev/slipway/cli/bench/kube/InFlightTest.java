package dev.slipway.cli.bench.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.cli.demo.observing.NotObserved;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {

    @Test
    void sendsAllAndNeverMoreThanItMayAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        CountDownLatch full = new CountDownLatch(4);
        var threads = Executors.newCachedThreadPool();
        try {
            InFlight.each(
                    IntStream.range(0, 40).boxed().toList(),
                    4,
                    item -> CompletableFuture.runAsync(
                            () -> {
                                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                full.countDown();
                                await(full);
                                done.add(item);
                                now.decrementAndGet();
                            },
                            threads));
        } finally {
            threads.shutdown();
        }

        assertThat(done).hasSize(40);
        assertThat(most).hasValue(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stopsAtAFailureAndNamesIt() {
        List<Integer> sent = new ArrayList<>();

        assertThatExceptionOfType(NotObserved.class)
                .isThrownBy(() -> InFlight.each(List.of(1, 2, 3), 1, item -> {
                    sent.add(item);
                    return item == 2
                            ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                            : CompletableFuture.completedFuture(null);
                }))
                .withMessageContaining("refused");
        assertThat(sent).containsExactly(1, 2);
    }
}
