package dev.slipway.gitops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.ObjectRef;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in line gets its turn. */
class WorkQueueTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void worksOnAfterAnErrorAndComesBackToWhatFailed() throws Exception {
        ObjectRef bad = new ObjectRef("v1", "ConfigMap", "a", "bad");
        ObjectRef good = new ObjectRef("v1", "ConfigMap", "a", "good");
        List<ObjectRef> seen = new CopyOnWriteArrayList<>();
        CountDownLatch turns = new CountDownLatch(3);
        WorkQueue queue = new WorkQueue(threads, timer, 1, ref -> {
            boolean first = !seen.contains(ref);
            seen.add(ref);
            turns.countDown();
            if (ref.equals(bad) && first) {
                throw new StackOverflowError("Too deep");
            }
        });

        queue.add(bad, 0);
        queue.add(good, 1);

        assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly(bad, good, bad);
    }

    @Test
    void triesOneObjectAfterAPauseAndTheOthersOnceItWorked() throws Exception {
        List<ObjectRef> seen = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(5);
        CountDownLatch go = new CountDownLatch(1);
        WorkQueue queue = new WorkQueue(threads, timer, 4, ref -> {
            seen.add(ref);
            first.countDown();
            all.countDown();
            awaitQuietly(go);
        });
        queue.pause(50);
        for (int i = 0; i < 5; i++) {
            queue.add(new ObjectRef("v1", "ConfigMap", "a", "c" + i), 0);
        }

        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasSize(1);
        queue.worked();
        go.countDown();
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
