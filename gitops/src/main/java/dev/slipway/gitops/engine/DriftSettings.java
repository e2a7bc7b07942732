package dev.slipway.gitops.engine;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How drift is found and put back.
 *
 * @param parallelPerCluster how many objects of one cluster are written at a time, 1 or more
 * @param allowedManagers field managers besides the platform whose own fields on managed objects are no drift;
 *     controllers of the control plane belong here, people's tools don't
 * @param resync how often each kind is listed anew, in case a watch lost something
 * @param retryAtMost the longest pause between two tries of an object that the API server refuses
 */
@ConfigurationProperties("slipway.drift")
public record DriftSettings(
        @DefaultValue("8") int parallelPerCluster,

        @DefaultValue({"kube-controller-manager", "kube-scheduler", "kubelet", "kwok"})
        List<String> allowedManagers,

        @DefaultValue("1h") Duration resync,
        @DefaultValue("30s") Duration retryAtMost) {}
