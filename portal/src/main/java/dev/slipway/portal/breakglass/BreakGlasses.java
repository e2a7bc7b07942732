package dev.slipway.portal.breakglass;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.exemptions.Exemption;
import dev.slipway.gitops.exemptions.Exemptions;
import dev.slipway.gitops.repository.GoldenUnavailableException;
import dev.slipway.gitops.repository.PushRefusedException;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks for, allows and ends break-glass; two people decide, as with other requests. */
@Service
public class BreakGlasses {

    private static final int LONGEST_REASON = 500;
    private static final int LATEST = 200;

    private final BreakGlassReader reader;
    private final BreakGlassStore store;
    private final BreakGlassCommits commits;
    private final Exemptions exemptions;
    private final Instances instances;

    BreakGlasses(
            BreakGlassReader reader,
            BreakGlassStore store,
            BreakGlassCommits commits,
            Exemptions exemptions,
            Instances instances) {
        this.reader = reader;
        this.store = store;
        this.commits = commits;
        this.exemptions = exemptions;
        this.instances = instances;
    }

    /**
     * Asks for one.
     *
     * @throws NotFoundException if the person may not see the instance
     * @throws ForbiddenException if it is another team's
     * @throws InvalidInputException if a field can't be exempt, or something is missing
     * @throws ConflictException if another engine keeps the cluster, which would put everything back, or if the same is
     *     asked for or open already
     */
    public BreakGlass ask(BreakGlassOrder order, Person person) {
        BreakGlass glass = reader.read(order, person);
        exemptions.open().stream()
                .filter(open -> open.cluster().equals(glass.cluster()))
                .filter(open -> Exemption.ExemptObject.cover(open.objects(), glass.objects()))
                // Of those that were asked for here the store knows sooner that they are over.
                .filter(open -> store.find(open.id()).isEmpty())
                .findFirst()
                .ifPresent(open -> refuseTwice(open.id(), "is open"));
        store.ask(glass)
                .ifPresent(same -> refuseTwice(
                        same.id(),
                        same.state() == BreakGlassState.AWAITING_APPROVAL ? "waits for an approval" : "is open"));
        return glass;
    }

    private static void refuseTwice(String id, String how) {
        throw new ConflictException(
                "Break-glass %s %s and has all of these fields; close it to ask anew.".formatted(id, how));
    }

    /** Whether a person may decide: the platform team and administrators, but not who asked. */
    public static boolean canDecide(BreakGlass glass, Person person) {
        return glass.state() == BreakGlassState.AWAITING_APPROVAL && person.canPublish() && !isOwn(glass, person);
    }

    private static boolean isOwn(BreakGlass glass, Person person) {
        Requester requester = glass.requester();
        boolean same = requester.issuer().equals(person.issuer())
                && requester.subject().equals(person.subject());
        // The file in Git knows people by their names only.
        return same || requester.name().equals(person.name());
    }

    /**
     * Allows it, or not. It is open from then on, or as soon as the golden repository can be written.
     *
     * @param reason why, at most 500 characters; needed to reject
     * @throws ForbiddenException if the person asked for it themselves
     * @throws ConflictException if it does not wait for that, another engine keeps the cluster, or the golden repository
     *     doesn't let the portal open it
     */
    public BreakGlass decide(String id, boolean approve, @Nullable String reason, Person person) {
        BreakGlass glass = find(id, person);
        if (isOwn(glass, person)) {
            throw new ForbiddenException(
                    "Nobody decides on their own break-glass; ask somebody else of the platform team.");
        }
        if (!person.canPublish()) {
            throw new ForbiddenException("The platform team decides on a break-glass.");
        }
        String why = checked(reason, approve ? 0 : 1);
        if (approve) {
            reader.requireOwnEngine(glass.cluster());
        }
        BreakGlassState to = approve ? BreakGlassState.APPROVED : BreakGlassState.REJECTED;
        if (!store.decided(id, to, person.name(), why)) {
            throw notWaiting(id, person);
        }
        return approve ? opened(id, person) : find(id, person);
    }

    private static String checked(@Nullable String reason, int shortest) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() > LONGEST_REASON || why.length() < shortest) {
            throw new InvalidInputException(
                    "/reason",
                    "The reason has %d characters, expected %d to %d."
                            .formatted(why.length(), shortest, LONGEST_REASON));
        }
        return why;
    }

    /** Another replica may have been at it already, and the remote may not let either open it. */
    private BreakGlass opened(String id, Person person) {
        BreakGlass allowed = find(id, person);
        if (allowed.state() == BreakGlassState.APPROVED) {
            commits.tryOpen(allowed);
        }
        BreakGlass now = find(id, person);
        if (now.state() == BreakGlassState.REJECTED) {
            throw refusedByRemote(String.valueOf(now.decision()));
        }
        return now;
    }

    private static ConflictException refusedByRemote(String reason) {
        return new ConflictException(("%s. The portal's user has to be allowed to push to that branch for break-glass;"
                        + " else commit or remove the file there yourself.")
                .formatted(reason));
    }

    private ConflictException notWaiting(String id, Person person) {
        return new ConflictException("Break-glass %s does not wait for an approval; it is %s."
                .formatted(id, find(id, person).state()));
    }

    /**
     * Ends it, or takes it back before anybody decided.
     *
     * @throws ForbiddenException if it is another team's
     * @throws ConflictException if it is over, or the golden repository doesn't let the portal end it
     * @throws UnavailableException if the golden repository can't be written now; it is still open then
     */
    public void close(String id, Person person) {
        Optional<BreakGlass> asked = store.find(id).filter(glass -> person.canRead(glass.team()));
        if (asked.isEmpty()) {
            closePushed(id, person);
            return;
        }
        BreakGlass glass = asked.get();
        if (!canClose(glass.team(), person)) {
            throw new ForbiddenException(
                    "Only members of %s and the platform team close this.".formatted(glass.team()));
        }
        boolean done =
                switch (glass.state()) {
                    case AWAITING_APPROVAL -> store.decided(id, BreakGlassState.REJECTED, person.name(), "Taken back");
                    case APPROVED, OPEN -> {
                        takeAway(id, person);
                        yield store.closed(id, BreakGlassState.CLOSED, person.name());
                    }
                    default -> false;
                };
        if (!done) {
            throw new ConflictException("Break-glass %s is over; it is %s."
                    .formatted(id, find(id, person).state()));
        }
    }

    /** Somebody opened it by a push, so that only the golden repository knows of it. */
    private void closePushed(String id, Person person) {
        Exemption pushed = open(person).stream()
                .filter(exemption -> exemption.id().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound(id));
        if (!canClose(team(pushed).orElse(""), person)) {
            throw new ForbiddenException("Only its own team and the platform team close this.");
        }
        takeAway(id, person);
    }

    private void takeAway(String id, Person person) {
        try {
            commits.takeAway(id, "Close", Requester.of(person));
        } catch (PushRefusedException e) {
            throw refusedByRemote(String.valueOf(e.getMessage()));
        } catch (GoldenUnavailableException e) {
            throw new UnavailableException(
                    "The golden repository can't be written now: " + e.getMessage(), Duration.ofSeconds(10), e);
        }
    }

    public static boolean canClose(String team, Person person) {
        return person.canChange(team) || person.canPublish();
    }

    /**
     * One that was asked for.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    public BreakGlass find(String id, Person person) {
        return store.find(id).filter(glass -> person.canRead(glass.team())).orElseThrow(() -> notFound(id));
    }

    private static NotFoundException notFound(String id) {
        return new NotFoundException("break-glass", Choices.shown(id));
    }

    /** The latest that the person may see, newest first. */
    public List<BreakGlass> latest(Person person) {
        return store.latest(LATEST).stream()
                .filter(glass -> person.canRead(glass.team()))
                .toList();
    }

    /** What is open now and the person may see, however it came about; from memory. */
    public List<Exemption> open(Person person) {
        return exemptions.open().stream()
                .filter(exemption -> person.canReadAll()
                        || team(exemption).filter(person::canRead).isPresent())
                .toList();
    }

    private Optional<String> team(Exemption exemption) {
        return instances.tenant(exemption.instance().tenant()).map(Tenant::owner);
    }
}
