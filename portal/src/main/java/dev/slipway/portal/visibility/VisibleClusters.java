package dev.slipway.portal.visibility;

import dev.slipway.clusters.Clusters;
import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.fleet.RegisteredClusters;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.Option;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clusters that a person may see: all, or the host and those that the tenants live in that they may see. */
@Component
public class VisibleClusters {

    private static final int MOST_NAMED = 20;

    private final VisibleTenants tenants;
    private final RegisteredClusters registered;

    VisibleClusters(VisibleTenants tenants, RegisteredClusters registered) {
        this.tenants = tenants;
        this.registered = registered;
    }

    /** The choices of a filter by cluster. */
    public List<Option> choices(Person person, @Nullable String chosen) {
        return Choices.of("All clusters", names(person).stream(), chosen);
    }

    /**
     * Refuses a name that is no cluster's, since a list without anything in it would look as if all were well there.
     *
     * @param cluster the name that is asked for, {@code null} for all
     * @param hasHistory whether something that the person may see happened in a cluster of that name; asked only where
     *     there is none of that name now
     * @throws InvalidInputException if there is and was none that the person may see
     */
    public void requireKnown(@Nullable String cluster, Person person, BooleanSupplier hasHistory) {
        if (cluster == null) {
            return;
        }
        Set<String> known = names(person);
        if (!known.contains(cluster) && !hasHistory.getAsBoolean()) {
            throw new InvalidInputException(
                    "/cluster",
                    "There is no cluster '%s', expected one of %s.".formatted(Choices.shown(cluster), named(known)));
        }
    }

    private static String named(Set<String> known) {
        String first = String.join(", ", known.stream().limit(MOST_NAMED).toList());
        int others = known.size() - MOST_NAMED;
        return others <= 0 ? first : "%s and %d more".formatted(first, others);
    }

    private Set<String> names(Person person) {
        Set<String> names = new TreeSet<>(person.canReadAll() ? registered.names() : Set.of());
        names.add(Clusters.HOST);
        tenants.of(person).stream().map(Tenant::cluster).forEach(names::add);
        return names;
    }
}
