package dev.slipway.portal.requests.progress;

import dev.slipway.gitops.repository.Committed;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.StalePlanException;
import dev.slipway.portal.forge.ForgeUnavailableException;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestAccepted;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Step;
import dev.slipway.portal.requests.review.ReviewProgress;
import dev.slipway.portal.requests.review.Reviews;
import dev.slipway.portal.requests.store.RequestQueue;
import dev.slipway.portal.requests.store.RequestStore;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Commits accepted requests. The row is the to-do list: whatever a crash, another replica or an unreachable repository
 * leaves behind is found there again, and committing twice is harmless.
 */
@Component
class CommitWorker {

    private static final Logger log = LoggerFactory.getLogger(CommitWorker.class);
    private static final int PARALLEL = 16;
    private static final int MOST_AT_ONCE = 200;

    private final RequestStore store;
    private final RequestQueue queue;
    private final GoldenRepository golden;
    private final ProgressNotes notes;
    private final RequestFollower follower;
    private final Reviews reviews;
    private final CommitMessages messages;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(PARALLEL, task -> {
        Thread thread = new Thread(task, "request-commit");
        thread.setDaemon(true);
        return thread;
    });

    CommitWorker(
            RequestStore store,
            RequestQueue queue,
            GoldenRepository golden,
            ProgressNotes notes,
            RequestFollower follower,
            Reviews reviews,
            CommitMessages messages) {
        this.reviews = reviews;
        this.messages = messages;
        this.store = store;
        this.queue = queue;
        this.golden = golden;
        this.notes = notes;
        this.follower = follower;
    }

    @EventListener
    void on(RequestAccepted accepted) {
        start(accepted.id());
    }

    /** What nobody told about: left by a crash, or waiting for its next try. */
    @Scheduled(fixedDelayString = "PT1S")
    void lookForWork() {
        try {
            queue.due(MOST_AT_ONCE).forEach(this::start);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Accepted requests can't be read now: {}", e.getMessage());
        }
    }

    private void start(UUID id) {
        if (underWay.add(id)) {
            threads.execute(() -> {
                try {
                    store.find(id)
                            .filter(request -> request.state() == RequestState.ACCEPTED)
                            .filter(this::isOurs)
                            .ifPresent(this::commit);
                } catch (DataAccessException | TransactionException e) {
                    log.warn("Request {} waits for the database: {}", id, e.getMessage());
                } finally {
                    underWay.remove(id);
                }
            });
        }
    }

    /** Two replicas that put up one review would take each other's commit for somebody else's. */
    private boolean isOurs(Request request) {
        return !reviews.areWanted() || queue.claim(request.id());
    }

    private void commit(Request request) {
        try {
            if (reviews.areWanted()) {
                review(request);
            } else {
                Committed committed = golden.commit(request.files(), messages.of(request));
                notes.committed(request, committed.commit(), committed(committed.commit()));
                follower.look(request.instance());
            }
        } catch (StalePlanException e) {
            notes.move(request, RequestState.FAILED, Step.Name.COMMITTED, Step.Outcome.FAILED, e.getMessage());
        } catch (GoldenUnavailableException | ForgeUnavailableException e) {
            postpone(request, e);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("Request {} can't be committed", request.id(), e);
            postpone(request, e);
        }
    }

    private void review(Request request) {
        ReviewProgress progress = reviews.advance(request, messages.of(request));
        if (progress instanceof ReviewProgress.Open open) {
            notes.underReview(request, reviews.poll(), review(Step.Outcome.RETRYING, open.waitsFor()));
        } else if (progress instanceof ReviewProgress.Closed closed) {
            String by = closed.by() == null ? "" : " by " + closed.by();
            String detail = "Closed without a merge%s: %s".formatted(by, closed.url());
            notes.move(request, RequestState.REJECTED, Step.Name.REVIEWED, Step.Outcome.FAILED, detail);
        } else if (progress instanceof ReviewProgress.Merged merged) {
            notes.reviewed(request, review(Step.Outcome.DONE, "Merged at " + merged.url()));
            notes.landed(request, merged.commit(), merged.tree(), committed(merged.commit()));
            follower.look(request.instance());
        }
    }

    private static Step review(Step.Outcome outcome, String detail) {
        return new Step(Step.Name.REVIEWED, outcome, Instant.now(), detail);
    }

    private static Step committed(String commit) {
        return new Step(Step.Name.COMMITTED, Step.Outcome.DONE, Instant.now(), "Commit " + commit.substring(0, 10));
    }

    private void postpone(Request request, RuntimeException cause) {
        Duration pause = Duration.ofSeconds(Math.min(30, 1L << Math.min(request.attempts(), 5)));
        String detail = "%s. Trying again in %d s.".formatted(cause.getMessage(), pause.toSeconds());
        notes.postpone(request, pause, new Step(Step.Name.COMMITTED, Step.Outcome.RETRYING, Instant.now(), detail));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            log.info("Requests that are not committed yet are committed after the next start");
        }
    }
}
