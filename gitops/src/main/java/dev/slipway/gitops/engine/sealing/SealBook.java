package dev.slipway.gitops.engine.sealing;

import dev.slipway.gitops.chaos.SealedNamespaces;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import dev.slipway.gitops.repository.GoldenValidation;
import dev.slipway.gitops.sealing.Seal;
import dev.slipway.gitops.sealing.Seals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Knows which namespaces are sealed, and lets no tenant's file in that says so in a way that can't be read. */
@Component
public class SealBook implements Seals, SealedNamespaces, GoldenValidation {

    private static final Logger log = LoggerFactory.getLogger(SealBook.class);

    private final GoldenRepository golden;
    private final ApplicationEventPublisher events;
    private volatile SealReader current = SealReader.NOTHING;

    SealBook(GoldenRepository golden, ApplicationEventPublisher events) {
        this.golden = golden;
        this.events = events;
    }

    /** After the engines know what is declared: what they don't know yet would be taken away. */
    @EventListener
    @Order(20)
    synchronized void on(GoldenMoved moved) {
        SealReader before = current;
        SealReader now = SealReader.read(golden.at(moved.to()), before);
        current = now;
        now.problems().forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
        if (!now.seals().equals(before.seals())) {
            events.publishEvent(new SealsChanged());
        }
    }

    @Override
    public List<Seal> all() {
        return current.seals().values().stream()
                .sorted(Comparator.comparing(Seal::cluster).thenComparing(Seal::namespace))
                .toList();
    }

    @Override
    public Optional<Seal> of(String tenant) {
        return Optional.ofNullable(current.seals().get(tenant));
    }

    @Override
    public List<GoldenProblem> problems() {
        return current.problems();
    }

    @Nullable
    Seal find(String cluster, String namespace) {
        return current.seals().values().stream()
                .filter(seal ->
                        seal.cluster().equals(cluster) && seal.namespace().equals(namespace))
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isSealed(String cluster, String namespace) {
        return find(cluster, namespace) != null;
    }

    @Override
    public List<GoldenProblem> problems(String commit) {
        SealReader now = current;
        List<GoldenProblem> problems =
                new ArrayList<>(SealReader.read(golden.at(commit), now).problems());
        problems.removeAll(now.problems());
        return problems;
    }
}
