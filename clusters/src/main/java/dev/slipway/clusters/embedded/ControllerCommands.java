package dev.slipway.clusters.embedded;

import dev.slipway.clusters.connection.Kubeconfigs;
import dev.slipway.clusters.embedded.ControlPlane.ControlPlaneSpec;
import dev.slipway.clusters.files.PrivateFiles;
import dev.slipway.clusters.pki.CertificateAuthority;
import dev.slipway.clusters.pki.Credential;
import dev.slipway.clusters.pki.Subject;
import dev.slipway.clusters.process.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The command lines of what works against an API server; none of them listens anywhere. */
final class ControllerCommands {

    private final ControlPlaneSpec spec;
    private final CertificateAuthority authority;
    private final int port;
    private final Tools tools;

    ControllerCommands(ControlPlaneSpec spec, CertificateAuthority authority, int port, Tools tools) {
        this.spec = spec;
        this.authority = authority;
        this.port = port;
        this.tools = tools;
    }

    List<String> controllerManager() {
        return List.of(
                tools.require(EmbeddedEnvironment.CONTROLLER_MANAGER).toString(),
                "--kubeconfig=" + kubeconfig(EmbeddedEnvironment.CONTROLLER_MANAGER),
                "--controllers=" + spec.controllers(),
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=300",
                "--kube-api-burst=600",
                "--node-monitor-grace-period=5m",
                "--root-ca-file=" + authority.certificateFile(),
                "--service-account-private-key-file="
                        + authority.serviceAccountKeys().privateKey(),
                "--cluster-signing-cert-file=" + authority.certificateFile(),
                "--cluster-signing-key-file=" + authority.keyFile(),
                "--profiling=false");
    }

    List<String> scheduler() {
        return List.of(
                tools.require(EmbeddedEnvironment.SCHEDULER).toString(),
                "--kubeconfig=" + kubeconfig(EmbeddedEnvironment.SCHEDULER),
                "--leader-elect=false",
                "--secure-port=0",
                "--kube-api-qps=300",
                "--kube-api-burst=600",
                "--profiling=false");
    }

    /** Without a stage of ours kwok plays its built-in ones: nodes turn ready, pods run, pods of jobs complete. */
    List<String> kwok() {
        return List.of(
                tools.require(EmbeddedEnvironment.KWOK).toString(),
                "--kubeconfig=" + kubeconfig(EmbeddedEnvironment.KWOK),
                "--node-lease-duration-seconds=40",
                "--config="
                        + write("kwok.yaml", "{apiVersion: config.kwok.x-k8s.io/v1alpha1, kind: KwokConfiguration}\n"),
                spec.kwokNodes());
    }

    private Path kubeconfig(String component) {
        Credential credential = authority.client(component, Subject.master(component));
        return write(
                component + ".kubeconfig",
                Kubeconfigs.ofFiles(
                        spec.name(),
                        port,
                        authority,
                        component,
                        credential.certificate().toString(),
                        credential.key().toString()));
    }

    private Path write(String name, String content) {
        Path file = spec.folder().resolve(name);
        try {
            PrivateFiles.write(file, content);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
