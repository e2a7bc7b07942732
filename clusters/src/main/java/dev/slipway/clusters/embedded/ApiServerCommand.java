package dev.slipway.clusters.embedded;

import dev.slipway.clusters.embedded.ControlPlane.ControlPlaneSpec;
import dev.slipway.clusters.files.PrivateFiles;
import dev.slipway.clusters.pki.CertificateAuthority;
import dev.slipway.clusters.pki.Credential;
import dev.slipway.clusters.pki.ServiceAccountKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command line of kube-apiserver. */
final class ApiServerCommand {

    /**
     * Who wrote what, without the contents; reads and the control plane's own components would only fill the disk, but for what
     * controllers delete. The platform's own writes stay in, since it also acts in other people's name.
     */
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: None
                verbs: [get, list, watch]
              - level: None
                resources:
                  - {group: "", resources: [events]}
                  - {group: events.k8s.io, resources: [events]}
                  - {group: coordination.k8s.io, resources: [leases]}
                  - {group: authentication.k8s.io}
                  - {group: authorization.k8s.io}
              - level: Metadata
                users: [kube-controller-manager]
                verbs: [delete]
              - level: None
                users: [kwok, kube-controller-manager, kube-scheduler, "system:apiserver"]
              - level: Metadata
            """;

    private final ControlPlaneSpec spec;
    private final CertificateAuthority authority;
    private final SharedEtcd.Access etcd;
    private final int port;

    ApiServerCommand(ControlPlaneSpec spec, CertificateAuthority authority, SharedEtcd.Access etcd, int port) {
        this.spec = spec;
        this.authority = authority;
        this.etcd = etcd;
        this.port = port;
    }

    List<String> build(Path binary) {
        return Stream.concat(serving(binary).stream(), audit().stream()).toList();
    }

    private List<String> serving(Path binary) {
        Credential server =
                authority.server("server", "kube-apiserver", List.of("localhost", "kubernetes.default.svc"));
        ServiceAccountKeys tokens = authority.serviceAccountKeys();
        return List.of(
                binary.toString(),
                "--etcd-servers=" + etcd.endpoint(),
                "--etcd-prefix=" + spec.etcdPrefix(),
                "--etcd-cafile=" + etcd.authority(),
                "--etcd-certfile=" + etcd.client().certificate(),
                "--etcd-keyfile=" + etcd.client().key(),
                "--etcd-compaction-interval=0",
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--endpoint-reconciler-type=none",
                "--cert-dir=" + spec.folder().resolve("pki"),
                "--tls-cert-file=" + server.certificate(),
                "--tls-private-key-file=" + server.key(),
                "--client-ca-file=" + authority.certificateFile(),
                "--anonymous-auth=false",
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=TaintNodesByCondition",
                "--service-account-issuer=" + spec.issuer(),
                "--api-audiences=" + spec.issuer(),
                "--service-account-key-file=" + tokens.publicKey(),
                "--service-account-signing-key-file=" + tokens.privateKey(),
                "--service-cluster-ip-range=10.96.0.0/16",
                "--http2-max-streams-per-connection=10000",
                "--profiling=false");
    }

    private List<String> audit() {
        return List.of(
                "--audit-policy-file=" + auditPolicy(),
                "--audit-log-path=" + EmbeddedAuditLogs.in(spec.folder()),
                "--audit-log-mode=batch",
                "--audit-log-batch-max-size=200",
                "--audit-log-batch-max-wait=100ms",
                "--audit-log-maxsize=10",
                "--audit-log-maxbackup=3");
    }

    private Path auditPolicy() {
        Path file = spec.folder().resolve("audit/policy.yaml");
        try {
            PrivateFiles.write(file, AUDIT_POLICY);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
