package dev.slipway.gitops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class DurableWritesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final DurableWrites writes = new DurableWrites();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        writes.close();
    }

    @Test
    void writesInOrderAlsoWhatGathers() {
        writes.add(() -> done.add("first"));
        writes.addGathering(() -> done.add("gathered"));
        writes.add(() -> done.add("second"));
        writes.addGathering(() -> done.add("gathered too"));

        assertThat(writes.settle(LONG)).isTrue();
        assertThat(done).containsExactly("first", "gathered", "second", "gathered too");
    }

    @Test
    void letsAWriteGatherForAMomentWhereNothingComesBehindIt() throws InterruptedException {
        BlockingQueue<Long> written = new LinkedBlockingQueue<>();
        long added = System.nanoTime();

        writes.addGathering(() -> written.add(System.nanoTime()));

        Long at = written.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(at).isNotNull();
        assertThat(Duration.ofNanos(at - added)).isGreaterThan(Duration.ofMillis(45));
    }

    @Test
    void triesUntilTheDatabaseTakesIt() {
        AtomicInteger tries = new AtomicInteger();
        writes.addGathering(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new DataAccessResourceFailureException("gone for a while");
            }
            done.add("taken");
        });
        writes.add(() -> done.add("next"));

        assertThat(writes.settle(LONG)).isTrue();
        assertThat(done).containsExactly("taken", "next");
    }

    @Test
    void writesWhatWaitsBeforeItEnds() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        writes.add(() -> awaited(busy));
        writes.addGathering(() -> done.add("gathered"));
        writes.addGathering(() -> done.add("gathered too"));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(this::closeNow);
        assertThat(done).isEmpty();
        busy.countDown();

        closing.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(done).containsExactly("gathered", "gathered too");
    }

    private void closeNow() {
        try {
            writes.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
