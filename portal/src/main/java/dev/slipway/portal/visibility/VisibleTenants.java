package dev.slipway.portal.visibility;

import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Option;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tenants that a person may see: those of the teams they read. */
@Component
public class VisibleTenants {

    private final Instances instances;

    VisibleTenants(Instances instances) {
        this.instances = instances;
    }

    /** All that the person may see, by name. */
    public List<Tenant> of(Person person) {
        return instances.tenants().stream()
                .filter(tenant -> person.canRead(tenant.owner()))
                .toList();
    }

    /** The names of those in {@link #of}, or {@code null} where the person sees all, gone ones too. */
    public @Nullable Set<String> names(Person person) {
        return person.canReadAll()
                ? null
                : of(person).stream().map(Tenant::name).collect(Collectors.toSet());
    }

    /**
     * One tenant.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    public Tenant find(String name, Person person) {
        return instances
                .tenant(name)
                .filter(tenant -> person.canRead(tenant.owner()))
                .orElseThrow(() -> new NotFoundException("tenant", Choices.shown(name)));
    }

    /** The choices of a filter by tenant. */
    public List<Option> tenantChoices(Person person, @Nullable String chosen) {
        return Choices.of("All tenants", of(person).stream().map(Tenant::name), chosen);
    }

    /** The choices of a filter by team. */
    public List<Option> teamChoices(Person person, @Nullable String chosen) {
        Stream<String> owners = of(person).stream().map(Tenant::owner);
        return Choices.of("All teams", Stream.concat(owners, person.teams().stream()), chosen);
    }
}
