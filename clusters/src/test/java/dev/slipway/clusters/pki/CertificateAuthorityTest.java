package dev.slipway.clusters.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsKeyAndCertificatesOverRestarts() throws Exception {
        String first = CertificateAuthority.open(folder, "test").pem();
        Credential issued = CertificateAuthority.open(folder, "test").client("admin", Subject.master("admin"));
        byte[] certificate = Files.readAllBytes(issued.certificate());

        assertThat(CertificateAuthority.open(folder, "test").pem()).isEqualTo(first);
        CertificateAuthority.open(folder, "test").client("admin", Subject.master("admin"));
        assertThat(Files.readAllBytes(issued.certificate())).isEqualTo(certificate);
    }

    @Test
    void renewsACertificateWithLessThanThirtyDaysLeft() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "test");
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        CertificateBuilder builder = new CertificateBuilder(
                Pem.readCertificate(folder.resolve("ca.crt")), Pem.readKey(folder.resolve("ca.key")));
        Pem.write(
                folder.resolve("admin.crt"),
                Pem.of(builder.client(Subject.master("admin"), pair.getPublic(), Duration.ofDays(29))));
        Pem.write(folder.resolve("admin.key"), Pem.of(pair.getPrivate()));

        Credential renewed = authority.client("admin", Subject.master("admin"));

        X509Certificate certificate = Pem.readCertificate(renewed.certificate());
        assertThat(certificate.getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(300)));
    }

    @Test
    void replacesACertificateOfAnotherAuthority() throws Exception {
        CertificateAuthority other = CertificateAuthority.open(folder.resolve("other"), "other");
        Credential foreign = other.client("admin", Subject.master("admin"));
        CertificateAuthority authority = CertificateAuthority.open(folder, "test");
        Files.copy(foreign.certificate(), folder.resolve("admin.crt"));
        Files.copy(foreign.key(), folder.resolve("admin.key"));

        Credential own = authority.client("admin", Subject.master("admin"));

        Pem.readCertificate(own.certificate())
                .verify(Pem.readCertificate(folder.resolve("ca.crt")).getPublicKey());
    }

    @Test
    void letsNobodyElseReadItsFiles() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder.resolve("pki"), "test");
        authority.client("admin", Subject.master("admin"));
        authority.serviceAccountKeys();
        try (Stream<Path> files = Files.list(folder.resolve("pki"))) {
            assertThat(files)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void writesUserAndGroupsOfAPersonWhateverCharactersTheyHave() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "test");
        IssuedCertificate issued = authority.issue(
                Subject.person("a,O=system:masters+\"x", Set.of("team, one", "team-two")), Duration.ofHours(1));
        Path file = folder.resolve("issued.crt");
        Files.writeString(file, issued.certificate());
        var name = new javax.naming.ldap.LdapName(
                Pem.readCertificate(file).getSubjectX500Principal().getName());
        assertThat(name.getRdns().stream().map(rdn -> rdn.getType() + "=" + rdn.getValue()))
                .containsExactlyInAnyOrder("CN=a,O=system:masters+\"x", "O=team, one", "O=team-two");
    }
}
