package dev.slipway.portal.requests.web;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a request's steps: those that were taken, the one that is under way, and those that are still to come. */
final class Timeline {

    private final Request request;
    private final @Nullable String waitsFor;

    Timeline(Request request, @Nullable String waitsFor) {
        this.request = request;
        this.waitsFor = waitsFor;
    }

    List<StepView> steps() {
        List<StepView> views = new ArrayList<>();
        boolean running = request.state().isOpen();
        for (Step.Name name : way()) {
            Step last = last(name);
            if (last != null && last.outcome() == Step.Outcome.DONE) {
                views.add(view(name, "DONE", last));
            } else if (last != null && last.outcome() == Step.Outcome.FAILED) {
                views.add(view(name, "FAILED", last));
                running = false;
            } else {
                views.add(running ? running(name, last) : view(name, "WAITING", last));
                running = false;
            }
        }
        return views;
    }

    private List<Step.Name> way() {
        List<Step.Name> way = new ArrayList<>(List.of(Step.Name.ACCEPTED, Step.Name.POLICIES));
        if (request.state() == RequestState.AWAITING_APPROVAL || last(Step.Name.APPROVED) != null) {
            way.add(Step.Name.APPROVED);
        }
        if (last(Step.Name.REVIEWED) != null) {
            way.add(Step.Name.REVIEWED);
        }
        way.add(Step.Name.COMMITTED);
        way.addAll(
                request.kind() == RequestKind.DELETE
                        ? List.of(Step.Name.DELETED)
                        : List.of(Step.Name.APPLIED, Step.Name.READY));
        return way;
    }

    @Nullable
    FailureView failure() {
        if (request.state() != RequestState.FAILED && request.state() != RequestState.ACCEPTED) {
            return null;
        }
        for (int i = request.timeline().size() - 1; i >= 0; i--) {
            Step step = request.timeline().get(i);
            if (isUnderReview(step)) {
                return null;
            }
            if (step.outcome() != Step.Outcome.DONE) {
                String cause = step.detail() == null ? "No reason was given" : step.detail();
                // What a cluster refuses is tried again as long as it is declared; what could not be committed is not.
                boolean retrying = step.outcome() == Step.Outcome.RETRYING || request.commit() != null;
                return new FailureView(step.name().title(), cause, Math.max(1, request.attempts()), retrying);
            }
        }
        return null;
    }

    /** That people take their time is no failure. */
    private static boolean isUnderReview(Step step) {
        return step.name() == Step.Name.REVIEWED && step.outcome() == Step.Outcome.RETRYING;
    }

    private @Nullable Step last(Step.Name name) {
        Step last = null;
        for (Step step : request.timeline()) {
            if (step.name() == name) {
                last = step;
            }
        }
        return last;
    }

    private StepView running(Step.Name name, @Nullable Step last) {
        return waitsFor == null
                ? view(name, "RUNNING", last)
                : new StepView(name.title(), "RUNNING", null, null, waitsFor);
    }

    private StepView view(Step.Name name, String state, @Nullable Step step) {
        if (step == null) {
            return new StepView(name.title(), state, null, null, null);
        }
        boolean ended = step.outcome() != Step.Outcome.RETRYING;
        return new StepView(
                name.title(),
                state,
                ended ? step.at() : null,
                ended ? Duration.between(request.createdAt(), step.at()).toMillis() : null,
                step.detail());
    }
}
