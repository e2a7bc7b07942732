package dev.slipway.portal.requests.progress;

import dev.slipway.gitops.InstanceApplied;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceReady;
import dev.slipway.gitops.InstanceRefused;
import dev.slipway.gitops.InstanceRemoved;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.repository.CommitSummary;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Step;
import dev.slipway.portal.requests.store.RequestQueue;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows committed requests to their end. An event only says where to look; what counts is how the instance is, so
 * that an event which is lost, early or told twice does no harm.
 */
@Component
class RequestFollower {

    private static final Logger log = LoggerFactory.getLogger(RequestFollower.class);

    private static final int LATEST = 20;

    private final RequestQueue queue;
    private final Instances instances;
    private final GoldenRepository golden;
    private final ProgressNotes notes;
    private final WaitingReasons reasons;
    private final Set<InstanceKey> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread named = new Thread(task, "request-follower");
        named.setDaemon(true);
        return named;
    });

    RequestFollower(
            RequestQueue queue,
            Instances instances,
            GoldenRepository golden,
            ProgressNotes notes,
            WaitingReasons reasons) {
        this.queue = queue;
        this.instances = instances;
        this.golden = golden;
        this.notes = notes;
        this.reasons = reasons;
    }

    @EventListener
    void on(InstanceApplied applied) {
        look(applied.instance());
    }

    @EventListener
    void on(InstanceReady ready) {
        look(ready.instance());
    }

    @EventListener
    void on(InstanceRefused refused) {
        look(refused.instance());
    }

    @EventListener
    void on(InstanceRemoved removed) {
        look(removed.instance());
    }

    /** Looks at an instance soon, on another thread: reconciling does not wait for the database. */
    void look(InstanceKey key) {
        if (waiting.add(key)) {
            thread.execute(() -> {
                waiting.remove(key);
                follow(key);
            });
        }
    }

    /** For what was under way when the portal or the database went down. */
    @Scheduled(fixedDelayString = "PT3S")
    void lookAtAll() {
        try {
            Map<UUID, InstanceKey> awaited = queue.awaited();
            reasons.keepOnly(awaited.keySet());
            Set.copyOf(awaited.values()).forEach(this::look);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Requests under way can't be read now: {}", e.getMessage());
        }
    }

    private void follow(InstanceKey key) {
        try {
            List<Request> awaited = queue.awaited(key);
            for (int i = 0; i < awaited.size(); i++) {
                boolean newest = i == awaited.size() - 1;
                follow(awaited.get(i), newest);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The requests for {} can't be followed now: {}", key, e.getMessage());
        }
    }

    private void follow(Request request, boolean newest) {
        // Before the move, so that nobody hears of an earlier state after a later one.
        if (request.state().isOpen() && reasons.haveChangedFor(request)) {
            notes.stillOpen(request);
        }
        move(request, newest);
    }

    private void move(Request request, boolean newest) {
        if (request.kind() == RequestKind.DELETE) {
            followDeletion(request);
            return;
        }
        InstanceStatus status = instances.find(request.instance()).orElse(null);
        boolean current = status != null && status.tree().equals(request.files().tree());
        if (status == null || !current) {
            overtaken(request, newest);
            return;
        }
        switch (status.phase()) {
            case READY -> {
                notes.move(request, RequestState.APPLIED, Step.Name.APPLIED, Step.Outcome.DONE, objects(status));
                notes.move(request, RequestState.READY, Step.Name.READY, Step.Outcome.DONE, null);
            }
            case STARTING ->
                notes.move(request, RequestState.APPLIED, Step.Name.APPLIED, Step.Outcome.DONE, objects(status));
            case FAILED -> {
                Step.Name step = request.state() == RequestState.APPLIED ? Step.Name.READY : Step.Name.APPLIED;
                notes.move(request, RequestState.FAILED, step, Step.Outcome.FAILED, status.message());
            }
            case WAITING, APPLYING -> {
                // Nothing to tell yet.
            }
        }
    }

    /** Another commit came after this one and before its end: what it asked for is no longer what is wanted. */
    private void overtaken(Request request, boolean newest) {
        if (!request.state().isOpen()) {
            return;
        }
        if (!newest) {
            String detail = "Overtaken by a later request for the same instance";
            notes.move(request, RequestState.READY, Step.Name.READY, Step.Outcome.DONE, detail);
        } else {
            successor(request).ifPresent(commit -> {
                String detail = "Commit %s (%s) changed it or took it away before it was ready"
                        .formatted(commit.commit().substring(0, 10), commit.subject());
                notes.move(request, RequestState.FAILED, Step.Name.APPLIED, Step.Outcome.FAILED, detail);
            });
        }
    }

    /** The commit by which somebody else changed the instance after this request's; none if this is the last. */
    private Optional<CommitSummary> successor(Request request) {
        List<CommitSummary> commits = golden.history(request.instance().path(), LATEST);
        boolean isKnownHere =
                commits.stream().anyMatch(commit -> commit.commit().equals(request.commit()));
        return commits.stream()
                .findFirst()
                .filter(last -> isKnownHere && !last.commit().equals(request.commit()));
    }

    private void followDeletion(Request request) {
        boolean declared = instances.find(request.instance()).isPresent();
        boolean isGone = !declared && !instances.isLeaving(request.instance());
        if (isGone) {
            notes.move(
                    request,
                    RequestState.DELETED,
                    Step.Name.DELETED,
                    Step.Outcome.DONE,
                    "Nothing is left in the cluster");
        }
    }

    private static String objects(InstanceStatus status) {
        int count = status.objects().size();
        return count == 1 ? "1 object" : count + " objects";
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
