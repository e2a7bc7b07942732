package dev.slipway.gitops.repository;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the golden repository's remote is doing.
 *
 * @param url the remote without credentials, {@code null} where the repository is the portal's own
 * @param reachable whether the last exchange worked
 * @param detail what went wrong, empty where nothing did
 * @param since when that began
 */
public record RemoteState(@Nullable String url, boolean reachable, String detail, Instant since) {}
