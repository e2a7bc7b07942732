package dev.slipway.portal.requests.drafting;

import dev.slipway.catalog.Entry;
import dev.slipway.catalog.Plan;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Tenant;
import java.util.Map;

/**
 * An order of which every name was found.
 *
 * @param instance the instance
 * @param tenant the tenant that it lives in, as it is or will be
 * @param tenantIsNew whether the tenant comes about by this order
 * @param home whether the tenant is the team's own namespace, made on the way
 * @param entry the catalog entry
 * @param plan the plan
 * @param parameters the parameters, checked
 */
record Subject(
        InstanceKey instance,
        Tenant tenant,
        boolean tenantIsNew,
        boolean home,
        Entry entry,
        Plan plan,
        Map<String, Object> parameters) {

    /** Whether the instance is what makes its tenant. */
    boolean makesTenant() {
        return entry.tenant() != null;
    }
}
