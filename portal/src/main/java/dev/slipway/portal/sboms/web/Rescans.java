package dev.slipway.portal.sboms.web;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.sboms.SbomView;
import dev.slipway.portal.sboms.SbomViews;
import dev.slipway.portal.sboms.scanning.InstanceScans;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.ForbiddenException;
import dev.slipway.portal.web.NotFoundException;
import dev.slipway.sbom.Sboms;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Scans an instance again because its people want it. */
@Component
class Rescans {

    private final Instances instances;
    private final InstanceScans scans;
    private final Sboms sboms;
    private final SbomViews views;

    Rescans(Instances instances, InstanceScans scans, Sboms sboms, SbomViews views) {
        this.instances = instances;
        this.scans = scans;
        this.sboms = sboms;
        this.views = views;
    }

    /**
     * Asks for scans of all images and sources of an instance.
     *
     * @throws NotFoundException if there is no such instance, or the person may not see it
     * @throws ForbiddenException if they may see it but not change it
     * @throws dev.slipway.portal.web.ConflictException if it has nothing to scan
     */
    List<SbomView> request(String tenant, String name, Person person) {
        var instance = instances
                .find(new InstanceKey(tenant, name))
                .filter(found -> person.canRead(found.tenant().owner()))
                .orElseThrow(() -> new NotFoundException("instance", Choices.shown(tenant + "/" + name)));
        var team = instance.tenant().owner();
        if (!person.canChange(team)) {
            throw new ForbiddenException(
                    "'%s/%s' belongs to %s; only its members have it scanned again.".formatted(tenant, name, team));
        }
        return scans.again(instance).stream()
                .map(ticket -> sboms.find(ticket.id()))
                .flatMap(Optional::stream)
                .map(views::of)
                .toList();
    }
}
