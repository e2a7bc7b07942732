package dev.slipway.portal.overview;

import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.gitops.Tenant;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.tenants.KubeconfigIssues;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The first steps of a person who orders, until all of them are done that can be seen to be. */
@Component
class Checklist {

    private static final String DATABASE = "postgresql";

    private final Instances instances;
    private final KubeconfigIssues kubeconfigs;

    Checklist(Instances instances, KubeconfigIssues kubeconfigs) {
        this.instances = instances;
        this.kubeconfigs = kubeconfigs;
    }

    List<ChecklistItem> of(Person person) {
        if (!person.canOrder()) {
            return List.of();
        }
        Set<String> clusters = virtualClusters(person);
        boolean ordered = !clusters.isEmpty();
        boolean filled = ordered && instances.list().stream().anyMatch(status -> isDatabaseIn(clusters, status));
        boolean connected =
                !Collections.disjoint(clusters, kubeconfigs.expiriesOf(person).keySet());
        return ordered && filled && connected ? List.of() : items(clusters, filled, connected);
    }

    private Set<String> virtualClusters(Person person) {
        return instances.tenants().stream()
                .filter(tenant -> tenant.kind() == Tenant.Kind.VIRTUAL_CLUSTER && person.canChange(tenant.owner()))
                .map(Tenant::name)
                .collect(Collectors.toSet());
    }

    private static boolean isDatabaseIn(Set<String> tenants, InstanceStatus status) {
        return status.spec().entry().equals(DATABASE)
                && tenants.contains(status.spec().key().tenant());
    }

    private static List<ChecklistItem> items(Set<String> clusters, boolean filled, boolean connected) {
        String first = clusters.stream().sorted().findFirst().orElse("");
        return List.of(
                new ChecklistItem(
                        "Order a virtual cluster",
                        "Your own Kubernetes API server, ready in seconds.",
                        !clusters.isEmpty(),
                        "/requests/new?entry=virtual-cluster",
                        "Order"),
                new ChecklistItem(
                        "Order a database into it",
                        "Choose the virtual cluster as the place where it goes.",
                        filled,
                        "/requests/new?entry=" + DATABASE + (first.isEmpty() ? "" : "&tenant=" + first),
                        "Order"),
                new ChecklistItem(
                        "Get the kubeconfig",
                        "Then kubectl works with your cluster.",
                        connected,
                        first.isEmpty() ? "/tenants" : "/tenants/" + first,
                        "Connect"),
                new ChecklistItem(
                        "Read the guide",
                        "How to connect, what is backed up, whom to ask.",
                        false,
                        "/catalog/" + DATABASE,
                        "Read"));
    }
}
