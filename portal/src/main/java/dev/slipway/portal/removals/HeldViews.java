package dev.slipway.portal.removals;

import dev.slipway.gitops.HeldRemoval;
import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Removals;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows held removals to those whom they concern, and lets them confirm. */
@Component
public class HeldViews {

    private final Removals removals;
    private final Instances instances;

    HeldViews(Removals removals, Instances instances) {
        this.removals = removals;
        this.instances = instances;
    }

    /** What the person may see, the oldest first; of tenants that are gone only those who read everything see something. */
    public List<RemovalView> of(Person person) {
        return removals.held().stream()
                .filter(removal -> canSee(removal, person))
                .map(removal -> RemovalView.of(removal, canConfirm(removal, person)))
                .toList();
    }

    /** What an instance's files declared and no longer do; the caller knows that the person may see the instance. */
    public List<RemovalView> of(InstanceKey instance, Person person) {
        return removals.held().stream()
                .filter(removal -> removal.owner().equals(instance))
                .map(removal -> RemovalView.of(removal, canConfirm(removal, person)))
                .toList();
    }

    /**
     * Has something taken away.
     *
     * @param typed the object's name
     * @throws NotFoundException if nothing of that id waits, or the person may not see it
     * @throws ForbiddenException if it is another team's
     * @throws InvalidInputException if what was typed is not the object's name
     */
    public RemovalView confirm(String id, @Nullable String typed, Person person) {
        HeldRemoval removal = find(id, person);
        if (!canConfirm(removal, person)) {
            throw new ForbiddenException(
                    "Only the team that it belongs to and the platform team confirm this removal.");
        }
        String name = removal.object().name();
        if (!name.equals(typed)) {
            throw new InvalidInputException(
                    "/name", "Type the name of what is taken away, %s, to confirm.".formatted(name));
        }
        if (!removals.confirm(removal.cluster(), removal.object(), person.name())) {
            throw notFound(id);
        }
        return RemovalView.of(removal, false);
    }

    private HeldRemoval find(String id, Person person) {
        return removals.held().stream()
                .filter(removal -> removal.id().equals(id) && canSee(removal, person))
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private static NotFoundException notFound(String id) {
        return new NotFoundException("held removal", Choices.shown(id));
    }

    private boolean canSee(HeldRemoval removal, Person person) {
        return person.canReadAll() || team(removal).filter(person::canRead).isPresent();
    }

    private boolean canConfirm(HeldRemoval removal, Person person) {
        return person.canPublish() || team(removal).filter(person::canChange).isPresent();
    }

    /** The team of the tenant, while that is declared. */
    private Optional<String> team(HeldRemoval removal) {
        return instances.tenant(removal.owner().tenant()).map(Tenant::owner);
    }
}
