package dev.slipway.gitops.desired;

import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenRepository;
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

    /** What another commit declares, which isn't followed. */
    public DesiredState at(String commit) {
        return new DesiredStateReader(golden.at(commit), current, Manifest::of).read();
    }

    @EventListener
    @Order(0)
    void on(GoldenMoved moved) {
        DesiredState now = new DesiredStateReader(golden.at(moved.to()), current, shelf::keep).read();
        current = now;
        now.problems().forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
        // Whoever failed on the last change hears of it again.
        events.publishEvent(new DesiredStateChanged(told, now));
        told = now;
        shelf.tidy(() -> now.objects().map(DesiredObject::manifest));
    }
}
