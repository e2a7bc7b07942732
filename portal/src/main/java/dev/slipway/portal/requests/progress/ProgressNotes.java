package dev.slipway.portal.requests.progress;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestProgressed;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Step;
import dev.slipway.portal.requests.store.RequestQueue;
import dev.slipway.portal.requests.store.RequestStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down what happens to a request, and then tells. */
@Component
class ProgressNotes {

    private final RequestStore store;
    private final RequestQueue queue;
    private final ApplicationEventPublisher events;

    ProgressNotes(RequestStore store, RequestQueue queue, ApplicationEventPublisher events) {
        this.store = store;
        this.queue = queue;
        this.events = events;
    }

    void committed(Request request, String commit, Step step) {
        if (store.committed(request.id(), commit, step)) {
            tell(request, RequestState.COMMITTED);
        }
    }

    void move(Request request, RequestState to, Step.Name step, Step.Outcome outcome, @Nullable String detail) {
        if (store.move(request.id(), to, new Step(step, outcome, Instant.now(), detail))) {
            tell(request, to);
        }
    }

    void landed(Request request, String commit, String tree, Step step) {
        if (store.landed(request.id(), commit, tree, step)) {
            tell(request, RequestState.COMMITTED);
        }
    }

    /** Tells only where a review begins, not each time that it is looked at. */
    void underReview(Request request, Duration pause, Step step) {
        boolean known = request.timeline().stream().anyMatch(each -> each.name() == step.name());
        queue.lookAgain(request.id(), pause, step);
        if (!known) {
            tell(request, request.state());
        }
    }

    void reviewed(Request request, Step step) {
        store.note(request.id(), step);
    }

    void postpone(Request request, Duration pause, Step step) {
        queue.postpone(request.id(), pause, step);
        tell(request, request.state());
    }

    /** Nothing moved, but what the request waits for did. */
    void stillOpen(Request request) {
        tell(request, request.state());
    }

    private void tell(Request request, RequestState state) {
        events.publishEvent(new RequestProgressed(request.id(), request.instance(), state));
    }
}
