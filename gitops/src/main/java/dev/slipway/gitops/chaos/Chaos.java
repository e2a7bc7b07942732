package dev.slipway.gitops.chaos;

import dev.slipway.gitops.repository.GoldenProblem;
import java.util.List;
import java.util.Optional;

/** Runs what the golden repository declares under {@code chaos/}, and stops it. */
public interface Chaos {

    /** The user and field manager by which everybody can tell its changes. */
    String USER = "slipway-chaos";

    /** All programs, by name. */
    List<ProgramState> programs();

    /** One program, if it is declared. */
    Optional<ProgramState> program(String name);

    /** What of {@code chaos/} can't be followed. */
    List<GoldenProblem> problems();

    /** Who stopped everything; empty where nothing is stopped. */
    Optional<ProgramState.Hold> stopped();

    /** Stops every program at once: when this returns, no replica begins another change. */
    void stop(String by, String reason);

    /** Lets the programs go on that aren't switched off by themselves. */
    void resume();

    /** Switches one program off at once. */
    void hold(String program, String by, String reason);

    /** Switches a program on again. */
    void release(String program);

    /**
     * Makes a round of a program now, within its budget and hours.
     *
     * @param by the person who asks for it
     * @return what was begun, or why nothing was
     */
    Round run(String program, String by);

    /**
     * What a round began.
     *
     * @param begun the numbers of the changes
     * @param reason why there aren't more; empty where nothing stood in the way
     */
    record Round(List<Long> begun, String reason) {}
}
