package dev.slipway.portal.proofs;

import dev.slipway.gitops.chaos.Chaos;
import dev.slipway.gitops.chaos.ProgramState;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stops and starts chaos for people who may. */
@Component
class Switches {

    private static final int LONGEST_REASON = 500;

    private final Chaos chaos;
    private final ProofViews views;

    Switches(Chaos chaos, ProofViews views) {
        this.chaos = chaos;
        this.views = views;
    }

    Optional<ProgramState.Hold> stopped() {
        return chaos.stopped();
    }

    void stop(@Nullable String reason, Person person) {
        chaos.stop(person.name(), reason(reason));
    }

    void resume() {
        chaos.resume();
    }

    void hold(String program, @Nullable String reason, Person person) {
        find(program, person);
        chaos.hold(program, person.name(), reason(reason));
    }

    void release(String program, Person person) {
        find(program, person);
        chaos.release(program);
    }

    /**
     * Makes a round now.
     *
     * @throws ConflictException if nothing could be changed
     */
    Chaos.Round run(String program, Person person) {
        find(program, person);
        Chaos.Round round = chaos.run(program, person.name());
        if (round.begun().isEmpty()) {
            throw new ConflictException("Nothing was changed: " + round.reason() + ".");
        }
        return round;
    }

    private void find(String name, Person person) {
        ProgramState state = chaos.program(name)
                .filter(found -> views.programs(person).stream()
                        .anyMatch(view -> view.name().equals(name)))
                .orElseThrow(() -> new NotFoundException("chaos program", Choices.shown(name)));
        if (!views.maySwitch(state.program(), person)) {
            throw new ForbiddenException("Only the platform team and the owners of %s switch this program."
                    .formatted(state.program().target()));
        }
    }

    private static String reason(@Nullable String reason) {
        String text = reason == null ? "" : reason.strip();
        if (text.length() > LONGEST_REASON) {
            throw new InvalidInputException(
                    "/reason",
                    "reason has %d characters, expected %d at most.".formatted(text.length(), LONGEST_REASON));
        }
        return text.isEmpty() ? "No reason given" : text;
    }
}
