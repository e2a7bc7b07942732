package dev.slipway.policies;

import java.util.List;

/**
 * What became of the policy files.
 *
 * @param policies in effect now, by name
 * @param problems why files were left out; where an earlier good state of the same file is known, it stays
 */
public record Reloaded(List<Policy> policies, List<Problem> problems) {

    public Reloaded {
        policies = List.copyOf(policies);
        problems = List.copyOf(problems);
    }
}
