package dev.slipway.clusters.connection;

import dev.slipway.clusters.Kubeconfig;
import dev.slipway.clusters.pki.CertificateAuthority;
import dev.slipway.clusters.pki.IssuedCertificate;
import dev.slipway.clusters.pki.Subject;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/** Writes kubeconfigs. */
public final class Kubeconfigs {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private Kubeconfigs() {}

    /**
     * Issues a certificate and wraps it.
     *
     * @throws IllegalArgumentException if a name is reserved or malformed or the validity out of range
     */
    public static Kubeconfig issue(
            String cluster,
            int port,
            CertificateAuthority authority,
            String user,
            Set<String> groups,
            Duration validity) {
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A kubeconfig can't be valid for %s (expected: one minute to 365 days)".formatted(validity));
        }
        IssuedCertificate issued = authority.issue(Subject.person(user, groups), validity);
        Config config = skeleton(cluster, port, user)
                .editFirstCluster()
                .editCluster()
                .withCertificateAuthorityData(base64(authority.pem()))
                .endCluster()
                .endCluster()
                .editFirstUser()
                .withNewUser()
                .withClientCertificateData(base64(issued.certificate()))
                .withClientKeyData(base64(issued.key()))
                .endUser()
                .endUser()
                .build();
        return new Kubeconfig(Serialization.asYaml(config), issued.expiresAt());
    }

    /** For a component of the control plane: refers to the files, which may be renewed. */
    public static String ofFiles(
            String cluster, int port, CertificateAuthority authority, String user, String certificate, String key) {
        return Serialization.asYaml(skeleton(cluster, port, user)
                .editFirstCluster()
                .editCluster()
                .withCertificateAuthority(authority.certificateFile().toString())
                .endCluster()
                .endCluster()
                .editFirstUser()
                .withNewUser()
                .withClientCertificate(certificate)
                .withClientKey(key)
                .endUser()
                .endUser()
                .build());
    }

    private static ConfigBuilder skeleton(String cluster, int port, String user) {
        return new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .addNewCluster()
                .withName(cluster)
                .withNewCluster()
                .withServer("https://127.0.0.1:" + port)
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(user)
                .endUser()
                .addNewContext()
                .withName(cluster)
                .withNewContext()
                .withCluster(cluster)
                .withUser(user)
                .withNamespace("default")
                .endContext()
                .endContext()
                .withCurrentContext(cluster);
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
