package dev.slipway.clusters.embedded;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** The objects that each embedded cluster begins with. */
final class Furnishing {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("slipway-clusters")
            .withForce(true)
            .build();

    private final KubernetesClient client;

    Furnishing(KubernetesClient client) {
        this.client = client;
    }

    /** The namespace everybody expects; the API server makes it too, a moment later. */
    Furnishing defaultNamespace() {
        return apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName("default")
                .endMetadata()
                .build());
    }

    /** Volumes are simulated like the pods that use them, see {@link SimulatedVolumes}. */
    Furnishing storageClass() {
        StorageClass simulated = new StorageClassBuilder()
                .withNewMetadata()
                .withName("simulated")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .withProvisioner(SimulatedVolumes.PROVISIONER)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .withAllowVolumeExpansion(true)
                .build();
        return apply(simulated);
    }

    /** Makes the members of a group cluster-admin; the binding's name says which group is meant when it changes. */
    Furnishing clusterAdmins(String binding, String group) {
        ClusterRoleBinding admins = new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(binding)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("rbac.authorization.k8s.io", "Group", group, null)
                .build();
        return apply(admins);
    }

    Furnishing apply(HasMetadata object) {
        client.resource(object).patch(APPLY);
        return this;
    }
}
