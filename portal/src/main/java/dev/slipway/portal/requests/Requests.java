package dev.slipway.portal.requests;

import dev.slipway.policies.Decision;
import dev.slipway.policies.Finding;
import dev.slipway.policies.Verdict;
import dev.slipway.portal.requests.drafting.Drafts;
import dev.slipway.portal.requests.store.RequestQueue;
import dev.slipway.portal.requests.store.RequestStore;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes orders: what it answers for is kept, whatever crashes next. */
@Service
public class Requests {

    private final Drafts drafts;
    private final RequestStore store;
    private final RequestQueue queue;
    private final ApplicationEventPublisher events;

    Requests(Drafts drafts, RequestStore store, RequestQueue queue, ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.store = store;
        this.queue = queue;
        this.events = events;
    }

    /** Says exactly what an order would commit and what the policies say of it; changes nothing. */
    public Draft preview(Order order, Person person) {
        return drafts.draft(order, person);
    }

    /**
     * Accepts an order.
     *
     * @param idempotencyKey the person's own key for this order, so that repeating the call makes no second request
     * @throws InvalidInputException if fields are wrong or a policy denies
     * @throws ConflictException if the preview that the person saw no longer holds, or another request for the same
     *     instance waits
     */
    public Request submit(Order order, Person person, @Nullable String idempotencyKey) {
        Requester requester = Requester.of(person);
        if (idempotencyKey != null) {
            Optional<Request> earlier = store.findByKey(requester, checked(idempotencyKey));
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        Draft draft = drafts.draft(order, person);
        refuseStale(order, draft);
        refuseDenied(draft.decision());
        Request request = accepted(draft, requester);
        try {
            store.insert(request, idempotencyKey);
        } catch (DuplicateKeyException e) {
            return twin(requester, idempotencyKey, draft);
        }
        if (request.state() == RequestState.ACCEPTED) {
            events.publishEvent(new RequestAccepted(request.id()));
        }
        return request;
    }

    private static String checked(String idempotencyKey) {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw new InvalidInputException(
                    "", "The Idempotency-Key has %d characters, expected 1 to 200.".formatted(idempotencyKey.length()));
        }
        return idempotencyKey;
    }

    private Request twin(Requester requester, @Nullable String idempotencyKey, Draft draft) {
        return Optional.ofNullable(idempotencyKey)
                .flatMap(key -> store.findByKey(requester, key))
                .orElseThrow(() -> new ConflictException(
                        "Another request for '%s' is waiting to be committed or approved; try again when it is done."
                                .formatted(draft.instance())));
    }

    private static void refuseStale(Order order, Draft draft) {
        String expected = order.expectedTree();
        if (expected != null
                && !expected.isBlank()
                && !expected.equals(draft.files().tree())) {
            throw new ConflictException(
                    "What would be committed has changed since the preview (tree %s, now %s); look at it again."
                            .formatted(
                                    expected.length() > 40 ? expected.substring(0, 40) : expected,
                                    draft.files().tree()));
        }
    }

    private static void refuseDenied(Decision decision) {
        if (decision.verdict() == Verdict.DENY) {
            throw new InvalidInputException("", "A policy does not allow this: " + reasons(decision));
        }
    }

    private static String reasons(Decision decision) {
        return decision.findings().stream()
                .filter(finding -> finding.verdict() == decision.verdict())
                .map(Finding::message)
                .collect(Collectors.joining(" "));
    }

    private static Request accepted(Draft draft, Requester requester) {
        // What PostgreSQL keeps of a moment, so that a request reads the same before and after.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Decision decision = draft.decision();
        boolean asksForApproval = decision.verdict() == Verdict.NEEDS_APPROVAL;
        String policies = decision.verdict().word();
        String found = decision.findings().isEmpty()
                ? "All policies hold"
                : decision.findings().size() + " findings, none of which stops it";
        return new Request(
                UUID.randomUUID(),
                draft.kind(),
                draft.instance(),
                draft.team(),
                draft.entry(),
                draft.version(),
                draft.plan(),
                draft.parameters(),
                draft.files(),
                policies,
                decision.findings(),
                asksForApproval ? RequestState.AWAITING_APPROVAL : RequestState.ACCEPTED,
                requester,
                null,
                now,
                null,
                0,
                List.of(
                        new Step(Step.Name.ACCEPTED, Step.Outcome.DONE, now, null),
                        new Step(
                                Step.Name.POLICIES,
                                Step.Outcome.DONE,
                                now,
                                asksForApproval ? reasons(decision) : found)));
    }

    /**
     * One request.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    public Request find(UUID id, Person person) {
        return store.find(id)
                .filter(request -> person.canRead(request.team()))
                .orElseThrow(() -> new NotFoundException("request", id.toString()));
    }

    /**
     * A page of the requests that a person may see, newest first.
     *
     * @param state only those in this state, {@code null} for all
     * @param team only this team's, {@code null} for all
     * @param tenant only this tenant's, {@code null} for all
     * @param name only this instance's, {@code null} for all
     */
    public Page<Request> list(
            Person person,
            @Nullable RequestState state,
            @Nullable String team,
            @Nullable String tenant,
            @Nullable String name,
            PageRequest page) {
        RequestStore.Filter filter = new RequestStore.Filter(state, visible(person, team), tenant, name);
        return page.answer(store.page(filter, page.size(), page.offset()), store.count(filter));
    }

    /** How many requests that a person may see are under way. */
    public long countOpen(Person person) {
        return store.countOpen(visible(person, null));
    }

    /** The accepted requests that wait for the golden repository. */
    public Backlog backlog() {
        return queue.backlog();
    }

    private static @Nullable Set<String> visible(Person person, @Nullable String team) {
        if (team != null && !team.isBlank()) {
            return person.canRead(team) ? Set.of(team) : Set.of();
        }
        return person.canReadAll() ? null : person.teams();
    }
}
