package dev.slipway.gitops.repository;

import java.util.List;

/** Says before the branch moves what of a commit could not be followed. */
public interface GoldenValidation {

    /**
     * The problems that a commit would bring; those that the repository has already are left out.
     *
     * @param commit a commit that the repository holds, on the branch or not
     */
    List<GoldenProblem> problems(String commit);
}
