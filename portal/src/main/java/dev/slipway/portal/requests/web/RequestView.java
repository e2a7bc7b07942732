package dev.slipway.portal.requests.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, as pages and the API show it.
 *
 * @param id its id
 * @param kind order, resize or delete
 * @param entry the catalog entry
 * @param version its version
 * @param plan the plan's name
 * @param name the instance's name
 * @param tenant the tenant that it lives in
 * @param team whose it is
 * @param parameters the parameters
 * @param state AWAITING_APPROVAL, REJECTED, ACCEPTED, COMMITTED, APPLIED, READY, DELETED or FAILED
 * @param requestedBy who asked
 * @param approvedBy who said yes or no where a policy asked for an approval, {@code null} before that
 * @param createdAt when it was accepted
 * @param commit the commit, {@code null} before there is one
 * @param tree the tree that the preview showed and the commit has
 * @param timeline the steps; empty in lists
 * @param failure why it does not get on, {@code null} where it does
 * @param waitingFor what it waits for now, {@code null} where nothing holds it up
 * @param links where to go from here, by relation
 */
public record RequestView(
        String id,
        String kind,
        String entry,
        String version,
        String plan,
        String name,
        String tenant,
        String team,
        Map<String, Object> parameters,
        String state,
        String requestedBy,
        @Nullable String approvedBy,
        Instant createdAt,
        @Nullable String commit,
        String tree,
        List<StepView> timeline,
        @Nullable FailureView failure,
        @Nullable String waitingFor,
        Map<String, String> links) {}
