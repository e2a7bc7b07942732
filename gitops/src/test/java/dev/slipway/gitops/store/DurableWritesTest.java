package dev.slipway.gitops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
    void writesWhatGathersThoughNothingComesBehindIt() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);

        writes.addGathering(written::countDown);

        assertThat(written.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void takesInWhatComesWhileItGathers() {
        BlockingQueue<Integer> rows = new LinkedBlockingQueue<>();
        AtomicInteger commits = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(1);
        writes.add(() -> awaited(busy));
        writes.addGathering(() -> {
            commits.incrementAndGet();
            rows.clear();
        });
        IntStream.range(0, 100).forEach(rows::add);
        busy.countDown();

        assertThat(writes.settle(LONG)).isTrue();
        assertThat(rows).isEmpty();
        assertThat(commits).hasValue(1);
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
    void writesWhatWaitsBeforeItEnds() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        writes.add(() -> awaited(busy));
        writes.addGathering(() -> done.add("gathered"));
        writes.addGathering(() -> done.add("gathered too"));
        busy.countDown();

        writes.close();

        assertThat(done).containsExactly("gathered", "gathered too");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
