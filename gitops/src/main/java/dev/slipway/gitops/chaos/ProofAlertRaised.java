package dev.slipway.gitops.chaos;

/**
 * A proof is missing; announced once, by the replica that noticed.
 *
 * @param alert what is missing
 */
public record ProofAlertRaised(ProofAlert alert) {}
