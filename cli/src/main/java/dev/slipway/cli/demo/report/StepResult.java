package dev.slipway.cli.demo.report;

/**
 * What became of a step.
 *
 * @param name what was to be observed
 * @param ok whether it was
 * @param millis how long it took, from 0
 * @param detail what was seen, or what was expected and found instead
 */
public record StepResult(String name, boolean ok, long millis, String detail) {}
