package dev.slipway.portal.requests.approval;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestAccepted;
import dev.slipway.portal.requests.RequestProgressed;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.requests.Step;
import dev.slipway.portal.requests.store.RequestStore;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Decides on requests for which a policy asks for an approval; nobody decides on their own. */
@Service
public class Approvals {

    /** What is said of a request until somebody decides. */
    public static final String AWAITED = "Waits until somebody of the platform team approves it";

    private static final int LONGEST_REASON = 500;

    private final Requests requests;
    private final RequestStore store;
    private final ApplicationEventPublisher events;

    Approvals(Requests requests, RequestStore store, ApplicationEventPublisher events) {
        this.requests = requests;
        this.store = store;
        this.events = events;
    }

    /** Whether a person may decide on a request now: the platform team and administrators, but not who asked. */
    public static boolean canDecide(Request request, Person person) {
        return request.state() == RequestState.AWAITING_APPROVAL && person.canPublish() && !isOwn(request, person);
    }

    private static boolean isOwn(Request request, Person person) {
        return request.requester().issuer().equals(person.issuer())
                && request.requester().subject().equals(person.subject());
    }

    /**
     * Lets a request go on, or ends it.
     *
     * @param reason why, at most 500 characters; needed to reject
     * @throws ForbiddenException if the person asked for it themselves
     * @throws ConflictException if it does not wait for an approval, or no longer
     * @throws InvalidInputException if the reason is missing or too long
     */
    public Request decide(UUID id, boolean approve, @Nullable String reason, Person person) {
        Request request = requests.find(id, person);
        if (isOwn(request, person)) {
            throw new ForbiddenException(
                    "Nobody decides on their own request; ask somebody else of the platform team.");
        }
        String why = checked(approve, reason);
        RequestState to = approve ? RequestState.ACCEPTED : RequestState.REJECTED;
        Step.Outcome outcome = approve ? Step.Outcome.DONE : Step.Outcome.FAILED;
        String detail = "%s by %s".formatted(approve ? "Approved" : "Rejected", person.displayName())
                + (why.isEmpty() ? "" : ": " + why);
        Step step = new Step(Step.Name.APPROVED, outcome, Instant.now(), detail);
        boolean worked = store.decided(id, Requester.of(person), to, step);
        if (worked && approve) {
            events.publishEvent(new RequestAccepted(id));
        }
        return moved(worked, request, to, person);
    }

    private Request moved(boolean worked, Request request, RequestState to, Person person) {
        if (worked) {
            events.publishEvent(new RequestProgressed(request.id(), request.instance(), to));
        }
        Request now = requests.find(request.id(), person);
        if (!worked) {
            throw new ConflictException(
                    "Request %s does not wait for an approval; it is %s.".formatted(now.id(), now.state()));
        }
        return now;
    }

    /** Whether a person may take a request back now: the members of its team, as long as it waits for an approval. */
    public static boolean canWithdraw(Request request, Person person) {
        return request.state() == RequestState.AWAITING_APPROVAL && person.canChange(request.team());
    }

    /**
     * Takes a request back before anybody has decided.
     *
     * @throws ForbiddenException if it is another team's
     * @throws ConflictException if it does not wait for an approval, or no longer
     */
    public Request withdraw(UUID id, Person person) {
        Request request = requests.find(id, person);
        if (!person.canChange(request.team())) {
            throw new ForbiddenException("Only members of %s take this request back.".formatted(request.team()));
        }
        String detail = "Withdrawn by " + person.displayName();
        Step step = new Step(Step.Name.APPROVED, Step.Outcome.FAILED, Instant.now(), detail);
        return moved(store.move(id, RequestState.REJECTED, step), request, RequestState.REJECTED, person);
    }

    private static String checked(boolean approve, @Nullable String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() && !approve) {
            throw new InvalidInputException("/reason", "The reason is missing; say why the request is rejected.");
        }
        if (why.length() > LONGEST_REASON) {
            throw new InvalidInputException(
                    "/reason",
                    "The reason has %d characters, expected at most %d.".formatted(why.length(), LONGEST_REASON));
        }
        return why;
    }
}
