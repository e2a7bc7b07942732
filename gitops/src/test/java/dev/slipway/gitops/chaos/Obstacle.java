package dev.slipway.gitops.chaos;

import dev.slipway.gitops.testing.Await;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Keeps everybody but the injector from writing a tenant's ConfigMaps, so that nothing there is put back. */
final class Obstacle implements AutoCloseable {

    private final KubernetesClient host;
    private final String tenant;

    private Obstacle(KubernetesClient host, String tenant) {
        this.host = host;
        this.tenant = tenant;
    }

    static Obstacle in(KubernetesClient host, String tenant) {
        Obstacle obstacle = new Obstacle(host, tenant);
        host.resource("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: obstacle-%1$s}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
                  matchConditions: [{name: here, expression: "request.namespace == '%1$s'"}]
                  validations: [{expression: "request.userInfo.username == 'slipway-chaos'", message: "An obstacle"}]
                """.formatted(tenant)).create();
        host.resource("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: obstacle-%1$s}
                spec: {policyName: obstacle-%1$s, validationActions: [Deny]}
                """.formatted(tenant)).create();
        Await.until("nobody can write", () -> !obstacle.canWrite());
        return obstacle;
    }

    private boolean canWrite() {
        try {
            host.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("probe")
                            .withNamespace(tenant)
                            .endMetadata()
                            .build())
                    .dryRun(true)
                    .create();
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    @Override
    public void close() {
        host.admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName("obstacle-" + tenant)
                .delete();
        host.admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .withName("obstacle-" + tenant)
                .delete();
        Await.until("everybody can write", this::canWrite);
    }
}
