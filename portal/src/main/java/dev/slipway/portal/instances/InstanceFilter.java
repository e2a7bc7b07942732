package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceStatus;
import dev.slipway.portal.visibility.Choices;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which instances somebody asks for; {@code null} means all.
 *
 * @param tenant the tenant
 * @param team whose they are
 * @param q text that occurs in the key or the entry's name, in any case
 */
public record InstanceFilter(
        @Nullable String tenant,
        @Nullable String team,
        @Nullable String q) {

    /** Every instance. */
    public static final InstanceFilter ALL = new InstanceFilter(null, null, null);

    public InstanceFilter {
        tenant = Choices.given(tenant);
        team = Choices.given(team);
        q = Choices.given(q);
    }

    boolean lets(InstanceStatus status) {
        return (tenant == null || tenant.equals(status.spec().key().tenant()))
                && (team == null || team.equals(status.tenant().owner()))
                && (q == null
                        || (status.spec().key() + " " + status.spec().entry()).contains(q.toLowerCase(Locale.ROOT)));
    }
}
