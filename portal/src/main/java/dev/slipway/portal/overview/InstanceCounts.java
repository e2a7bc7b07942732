package dev.slipway.portal.overview;

import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.InstanceStatus.Phase;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.platform.InstancesView;
import dev.slipway.portal.platform.StatusContributor;
import dev.slipway.portal.security.CurrentPerson;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says on the status page how many of the instances that the person may see failed or aren't applied yet. */
@Component
class InstanceCounts implements StatusContributor {

    private final Instances instances;
    private final CurrentPerson currentPerson;

    InstanceCounts(Instances instances, CurrentPerson currentPerson) {
        this.instances = instances;
        this.currentPerson = currentPerson;
    }

    @Override
    public Optional<InstancesView> instances() {
        return currentPerson
                .get()
                .map(person -> view(instances.list().stream()
                        .filter(status -> person.canRead(status.tenant().owner()))
                        .toList()));
    }

    private static InstancesView view(List<InstanceStatus> visible) {
        long failed = visible.stream().filter(InstanceCounts::isFailed).count();
        long notApplied = visible.stream().filter(InstanceCounts::isNotApplied).count();
        return new InstancesView(
                failed > 0 ? "FAILED" : notApplied > 0 ? "WAITING" : "READY",
                visible.size(),
                failed,
                notApplied,
                first(visible));
    }

    private static @Nullable String first(List<InstanceStatus> visible) {
        return visible.stream()
                .filter(status -> isFailed(status) || isNotApplied(status))
                .min(Comparator.comparing((InstanceStatus status) -> !isFailed(status)))
                .map(status -> "%s: %s".formatted(status.spec().key(), status.message()))
                .orElse(null);
    }

    private static boolean isFailed(InstanceStatus status) {
        return status.phase() == Phase.FAILED;
    }

    private static boolean isNotApplied(InstanceStatus status) {
        return status.phase() == Phase.WAITING || status.phase() == Phase.APPLYING;
    }
}
