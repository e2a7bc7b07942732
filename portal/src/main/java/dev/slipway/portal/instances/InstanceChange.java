package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.RequestKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change of an instance; {@code null} keeps what is.
 *
 * @param plan the plan
 * @param version the entry's version
 * @param parameters all parameters, in the place of those there are
 * @param expectedTree the tree that a preview showed, {@code null} where there was none
 */
record InstanceChange(
        @Nullable String plan,
        @Nullable String version,
        @Nullable Map<String, Object> parameters,
        @Nullable String expectedTree) {

    Order orderFor(InstanceKey key) {
        return new Order(
                RequestKind.RESIZE, null, version, plan, key.name(), key.tenant(), null, parameters, expectedTree);
    }

    static Order deletionOf(InstanceKey key) {
        return new Order(RequestKind.DELETE, null, null, null, key.name(), key.tenant(), null, null, null);
    }
}
