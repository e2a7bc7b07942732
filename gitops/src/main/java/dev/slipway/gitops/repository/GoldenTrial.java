package dev.slipway.gitops.repository;

import java.util.List;

/** Asks the clusters what they would say to what a commit changes, before the branch moves. Nothing is written to them. */
public interface GoldenTrial {

    /**
     * What they say. Comes back within the time that {@code slipway.push.within} sets, however much was changed and
     * whatever clusters are down.
     *
     * @param commit a commit that the repository holds and that passed each {@link GoldenValidation}
     */
    Outcome of(String commit);

    /**
     * What clusters said.
     *
     * @param problems what they would not take, whatever they have now
     * @param remarks what could not be asked, and why, one sentence each
     */
    record Outcome(List<GoldenProblem> problems, List<String> remarks) {

        /** Nobody was asked, or nobody had anything against it. */
        public static final Outcome FINE = new Outcome(List.of(), List.of());

        public Outcome {
            problems = List.copyOf(problems);
            remarks = List.copyOf(remarks);
        }
    }
}
