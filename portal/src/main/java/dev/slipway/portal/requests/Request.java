package dev.slipway.portal.requests;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.policies.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that was accepted: its row is what survives a crash, and is all that the work needs.
 *
 * @param id its id, also a trailer of the commit
 * @param kind what is to happen
 * @param instance the instance
 * @param team whose it is
 * @param entry the catalog entry
 * @param version its version
 * @param plan the plan's name
 * @param parameters the parameters
 * @param files what is committed
 * @param policyResult what the policies said together, a word
 * @param findings what single policies said
 * @param state how far it is
 * @param requester who asked
 * @param approver who said that it may go on, {@code null} where nobody was asked or has answered
 * @param createdAt when it was accepted
 * @param commit the commit, {@code null} before there is one
 * @param attempts how often committing was tried
 * @param timeline what happened, in order; empty in lists
 */
public record Request(
        UUID id,
        RequestKind kind,
        InstanceKey instance,
        String team,
        String entry,
        String version,
        String plan,
        Map<String, Object> parameters,
        Plan files,
        String policyResult,
        List<Finding> findings,
        RequestState state,
        Requester requester,
        @Nullable Requester approver,
        Instant createdAt,
        @Nullable String commit,
        int attempts,
        List<Step> timeline) {

    public Request {
        findings = List.copyOf(findings);
        timeline = List.copyOf(timeline);
    }

    /** The same with its timeline. */
    public Request with(List<Step> steps) {
        return new Request(
                id,
                kind,
                instance,
                team,
                entry,
                version,
                plan,
                parameters,
                files,
                policyResult,
                findings,
                state,
                requester,
                approver,
                createdAt,
                commit,
                attempts,
                steps);
    }
}
