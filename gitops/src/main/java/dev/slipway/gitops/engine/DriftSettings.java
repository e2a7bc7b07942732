package dev.slipway.gitops.engine;

import dev.slipway.gitops.engine.live.Allowance;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How drift is found and put back.
 *
 * @param parallel how many objects of all clusters are worked on at a time, 1 or more; calls that take long don't count
 * @param parallelPerCluster how many objects of one cluster are written at a time, 1 or more
 * @param allowedManagers what controllers may write to objects that the platform keeps: {@code manager}, or
 *     {@code manager=path path…} with what the paths begin with; people's tools don't belong here
 * @param resync how often each kind is listed anew, in case a watch lost something
 * @param retryAtMost the longest pause between two tries of an object that the API server refuses
 */
@ConfigurationProperties("slipway.drift")
public record DriftSettings(
        @DefaultValue("64") int parallel,
        @DefaultValue("16") int parallelPerCluster,

        @DefaultValue({
            "kube-controller-manager=" + CONTROLLERS,
            "k3s=" + CONTROLLERS,
            "cloud-controller-manager=metadata.annotations. metadata.finalizers spec.loadBalancerIP",
            "kube-scheduler=spec.nodeName metadata.annotations.volume.kubernetes.io/",
            "kubelet=metadata.annotations. spec.nodeName",
            "kwok=metadata.annotations. metadata.finalizers spec.nodeName",
            "gotk-kustomize-controller=metadata.finalizers",
            "source-controller=metadata.finalizers",
            "argocd-application-controller=operation metadata.annotations.argocd.argoproj.io/",
            "argocd-server=operation metadata.annotations.argocd.argoproj.io/",
            "flux=" + WAKE,
            "slipway=" + WAKE
        })
        List<String> allowedManagers,

        @DefaultValue("1h") Duration resync,
        @DefaultValue("30s") Duration retryAtMost) {

    private static final String CONTROLLERS = "metadata.annotations.deployment.kubernetes.io/"
            + " metadata.annotations.pv.kubernetes.io/ metadata.annotations.volume.kubernetes.io/"
            + " metadata.annotations.volume.beta.kubernetes.io/ metadata.annotations.endpoints.kubernetes.io/"
            + " metadata.annotations.batch.kubernetes.io/ metadata.labels.batch.kubernetes.io/ metadata.finalizers"
            + " spec.replicas spec.volumeName spec.claimRef spec.finalizers spec.suspend secrets imagePullSecrets rules";

    /** Ask an engine to look now; it says so itself when it has. */
    private static final String WAKE =
            "metadata.annotations.reconcile.fluxcd.io/ metadata.annotations.argocd.argoproj.io/refresh";

    List<Allowance> allowances() {
        return allowedManagers.stream().map(Allowance::of).toList();
    }
}
