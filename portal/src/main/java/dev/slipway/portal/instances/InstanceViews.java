package dev.slipway.portal.instances;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.portal.web.Page;
import dev.slipway.portal.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows instances to people: each sees what belongs to the teams they read. */
@Component
public class InstanceViews {

    private final Instances instances;
    private final Requests requests;
    private final Origins origins;
    private final SbomViews sboms;
    private final InstanceMapper mapper;

    InstanceViews(Instances instances, Requests requests, Origins origins, SbomViews sboms, InstanceMapper mapper) {
        this.instances = instances;
        this.requests = requests;
        this.origins = origins;
        this.sboms = sboms;
        this.mapper = mapper;
    }

    /** A page of the instances that a person may see, by key. */
    public Page<InstanceView> list(InstanceFilter filter, Person person, PageRequest page) {
        Page<InstanceStatus> found = Page.cut(visible(filter, person), page);
        return new Page<>(inList(found.items()), found.page(), found.size(), found.total());
    }

    private List<InstanceStatus> visible(InstanceFilter filter, Person person) {
        return instances.list().stream()
                .filter(status -> person.canRead(status.tenant().owner()))
                .filter(filter::lets)
                .toList();
    }

    /** What lives in a tenant besides what made it, by key; the caller knows that the person may see it. */
    public List<InstanceView> in(String tenant, int most) {
        return inList(instances.list().stream()
                .filter(status -> status.spec().key().tenant().equals(tenant)
                        && !status.spec().key().name().equals(tenant))
                .limit(most)
                .toList());
    }

    /** The first instances by key of teams that the person is in, or else of those that they read. */
    public List<InstanceView> own(Person person, int most) {
        List<InstanceStatus> all = visible(InstanceFilter.ALL, person);
        List<InstanceStatus> own = all.stream()
                .filter(status -> person.isMemberOf(status.tenant().owner()))
                .toList();
        return inList((own.isEmpty() ? all : own).stream().limit(most).toList());
    }

    private List<InstanceView> inList(List<InstanceStatus> statuses) {
        Map<InstanceKey, Origin> found = origins.of(statuses);
        return statuses.stream()
                .map(status -> mapper.inList(
                        status, Objects.requireNonNull(found.get(status.spec().key()))))
                .toList();
    }

    /**
     * One instance: as declared, or else as the request says that brings it or takes it away.
     *
     * @throws NotFoundException if there is none, or the person may not see it
     */
    public InstanceView find(InstanceKey key, Person person) {
        return status(key, person)
                .map(status -> mapper.whole(status, origins.of(status), sboms.latestOf(key)))
                .or(() -> underWay(key, person).map(mapper::underWay))
                .orElseThrow(() -> new NotFoundException("instance", Choices.shown(key.toString())));
    }

    /** An instance that is declared, if there is one that the person may see. */
    Optional<InstanceStatus> status(InstanceKey key, Person person) {
        return instances
                .find(key)
                .filter(status -> person.canRead(status.tenant().owner()));
    }

    private Optional<Request> underWay(InstanceKey key, Person person) {
        return latestRequests(key, person, 1).stream()
                .findFirst()
                .filter(request -> request.state().isOpen());
    }

    /** The requests for an instance that the person may see, newest first. */
    List<Request> latestRequests(InstanceKey key, Person person, int most) {
        return requests.list(person, null, null, key.tenant(), key.name(), new PageRequest(0, most))
                .items();
    }
}
