package dev.slipway.policies;

import java.util.List;

/**
 * What all policies together say.
 *
 * @param verdict the worst verdict of the findings, {@link Verdict#ALLOW} if there are none
 * @param findings the policies that don't hold, the worst first
 */
public record Decision(Verdict verdict, List<Finding> findings) {

    public Decision {
        findings = List.copyOf(findings);
    }
}
