package dev.slipway.gitops.chaos.program;

import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.repository.GoldenMoved;
import dev.slipway.gitops.repository.GoldenProblem;
import dev.slipway.gitops.repository.GoldenRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The programs of the newest commit; one that can't be read does not run. */
@Component
public class Programs {

    private static final Logger log = LoggerFactory.getLogger(Programs.class);

    private final GoldenRepository golden;
    private volatile ProgramFiles current = ProgramFiles.NONE;
    private volatile boolean loaded;

    Programs(GoldenRepository golden) {
        this.golden = golden;
    }

    /** Whether the golden repository was read since this process began. */
    public boolean isLoaded() {
        return loaded;
    }

    /** All programs, by name. */
    public Collection<Program> all() {
        return current.programs().values();
    }

    /** One program, if it is declared. */
    public Optional<Program> find(String name) {
        return Optional.ofNullable(current.programs().get(name));
    }

    /** What can't be followed. */
    public List<GoldenProblem> problems() {
        return current.problems();
    }

    @EventListener
    void on(GoldenMoved moved) {
        ProgramFiles now = ProgramFiles.of(golden.at(moved.to()));
        current = now;
        loaded = true;
        now.problems().forEach(problem -> log.warn("{}: {}", problem.path(), problem.message()));
    }
}
