package dev.slipway.clusters.process;

import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name unique among all children; names its log and pid file
 * @param rank children of a higher rank are stopped first
 * @param command the absolute path of the binary and its arguments
 * @param environment added to the inherited environment
 */
public record ChildSpec(String name, int rank, List<String> command, Map<String, String> environment) {}
