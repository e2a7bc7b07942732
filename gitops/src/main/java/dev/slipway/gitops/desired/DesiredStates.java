package dev.slipway.gitops.desired;

import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenRepository;
import java.lang.ref.SoftReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Holds the desired state of the newest commit, swapped as a whole. */
@Component
public class DesiredStates {

    private static final Logger log = LoggerFactory.getLogger(DesiredStates.class);

    private final GoldenRepository golden;
    private final ManifestShelf shelf;
    private final ApplicationEventPublisher events;
    private volatile DesiredState current = DesiredState.EMPTY;
    private volatile SoftReference<Candidate> candidate = new SoftReference<>(null);
    private DesiredState told = DesiredState.EMPTY;

    DesiredStates(GoldenRepository golden, ManifestShelf shelf, ApplicationEventPublisher events) {
        this.golden = golden;
        this.shelf = shelf;
        this.events = events;
    }

    /** What the newest commit declares; of what can't be read there, what an earlier one declared. */
    public DesiredState current() {
        return current;
    }

    /** What another commit declares, which isn't followed (yet). */
    public DesiredState at(String commit) {
        DesiredState before = current;
        Candidate known = candidate.get();
        if (known != null && known.isOf(commit, before)) {
            return known.state;
        }
        DesiredState read = new DesiredStateReader(golden.at(commit), before, Manifest::of).read();
        candidate = new SoftReference<>(new Candidate(before, read));
        return read;
    }

    @EventListener
    @Order(0)
    void on(GoldenMoved moved) {
        DesiredState now = read(moved.to());
        current = now;
        now.problems().forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
        // Whoever failed on the last change hears of it again.
        events.publishEvent(new DesiredStateChanged(told, now));
        told = now;
        shelf.tidy(() -> now.objects().map(DesiredObject::manifest));
    }

    /** What was read when it was pushed isn't read again. */
    private DesiredState read(String commit) {
        Candidate known = candidate.get();
        candidate = new SoftReference<>(null);
        if (known == null || !known.isOf(commit, current)) {
            return new DesiredStateReader(golden.at(commit), current, shelf::keep).read();
        }
        shelf.keep(known.state.objects().map(DesiredObject::manifest));
        return known.state;
    }

    /**
     * A commit that was pushed and may be followed next; several look at it before that.
     *
     * @param before what was followed when it was read, from which it has what didn't change
     */
    private record Candidate(DesiredState before, DesiredState state) {

        boolean isOf(String commit, DesiredState current) {
            return before == current && commit.equals(state.commit());
        }
    }
}
