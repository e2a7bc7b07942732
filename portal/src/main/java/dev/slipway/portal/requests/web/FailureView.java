package dev.slipway.portal.requests.web;

/**
 * Why a request does not get on.
 *
 * @param step the step that failed
 * @param cause what happened and what was expected
 * @param attempts how often it was tried
 * @param retrying whether it is tried again without anybody doing something
 */
public record FailureView(String step, String cause, int attempts, boolean retrying) {}
