package dev.slipway.gitops.sealing;

import dev.slipway.gitops.ObjectRef;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A namespace in which nothing stays that nobody declared, as {@code tenant.yaml} says.
 *
 * @param tenant the tenant that owns the namespace
 * @param cluster the cluster
 * @param namespace the namespace
 * @param allowed what may be there all the same
 */
public record Seal(String tenant, String cluster, String namespace, List<Allowance> allowed) {

    public Seal {
        allowed = List.copyOf(allowed);
    }

    /** Whether an object may be there though nobody declared it. */
    public boolean allows(ObjectRef object) {
        return allowed.stream().anyMatch(allowance -> allowance.covers(object));
    }

    /**
     * Objects that may be there.
     *
     * @param kind their kind
     * @param group their API group, empty for the core group, {@code null} for any
     * @param names their names, in which {@code *} stands for any characters; empty for all
     */
    public record Allowance(String kind, @Nullable String group, List<String> names) {

        public Allowance {
            names = List.copyOf(names);
        }

        boolean covers(ObjectRef object) {
            int slash = object.apiVersion().indexOf('/');
            String itsGroup = slash < 0 ? "" : object.apiVersion().substring(0, slash);
            return kind.equals(object.kind())
                    && (group == null || group.equals(itsGroup))
                    && (names.isEmpty() || names.stream().anyMatch(glob -> matches(glob, object.name())));
        }

        private static boolean matches(String glob, String name) {
            StringBuilder pattern = new StringBuilder();
            for (String part : glob.split("\\*", -1)) {
                pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
            }
            return Pattern.matches(pattern.toString(), name);
        }
    }
}
