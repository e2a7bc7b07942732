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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in line gets its turn. */
class WorkQueueTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Turns turns = new Turns(threads, 4);
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
        CountDownLatch tries = new CountDownLatch(3);
        WorkQueue queue = new WorkQueue(turns, timer, 1, ref -> {
            boolean first = !seen.contains(ref);
            seen.add(ref);
            tries.countDown();
            if (ref.equals(bad) && first) {
                throw new StackOverflowError("Too deep");
            }
        });

        queue.add(bad, 0);
        queue.add(good, 1);

        assertThat(tries.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly(bad, good, bad);
    }

    @Test
    void triesOneObjectAfterAPauseAndTheOthersOnceItWorked() throws Exception {
        List<ObjectRef> seen = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(5);
        CountDownLatch go = new CountDownLatch(1);
        WorkQueue queue = new WorkQueue(turns, timer, 4, ref -> {
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

    @Test
    void putsBackInOneClusterBeforeItGoesOnApplyingToAnother() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(101);
        Consumer<ObjectRef> work = ref -> {
            seen.add(ref.namespace());
            begun.countDown();
            awaitQuietly(go);
            all.countDown();
        };
        WorkQueue busy = new WorkQueue(turns, timer, 4, work);
        WorkQueue other = new WorkQueue(turns, timer, 4, work);
        for (int i = 0; i < 100; i++) {
            busy.add(new ObjectRef("v1", "ConfigMap", "busy", "c" + i), 10);
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        other.add(new ObjectRef("v1", "ConfigMap", "other", "drifted"), 0);
        go.countDown();

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.indexOf("other")).isBetween(4, 8);
    }

    @Test
    void worksForOthersWhileClustersAreSlowToAnswer() throws Exception {
        CountDownLatch stuck = new CountDownLatch(4);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        WorkQueue slow = new WorkQueue(turns, timer, 4, ref -> {
            stuck.countDown();
            awaitQuietly(answer);
        });
        WorkQueue other = new WorkQueue(turns, timer, 4, ref -> done.countDown());
        for (int i = 0; i < 8; i++) {
            slow.add(new ObjectRef("v1", "ConfigMap", "slow", "c" + i), 0);
        }
        assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();

        other.add(new ObjectRef("v1", "ConfigMap", "other", "c"), 10);
        turns.relieve(0);

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        answer.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
