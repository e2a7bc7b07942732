package dev.slipway.clusters.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds certificates signed by one issuer. */
final class CertificateBuilder {

    /** Clocks of other machines may be a little behind. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate issuer;
    private final PrivateKey issuerKey;

    CertificateBuilder(X509Certificate issuer, PrivateKey issuerKey) {
        this.issuer = issuer;
        this.issuerKey = issuerKey;
    }

    static X509Certificate selfSigned(String name, KeyPair pair, Duration validity) {
        X500Name subject = new Subject(name, Set.of()).toName();
        try {
            JcaX509v3CertificateBuilder builder = start(subject, subject, pair.getPublic(), validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return sign(builder, pair.getPrivate());
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot build the certificate of authority %s".formatted(name), e);
        }
    }

    X509Certificate client(Subject subject, PublicKey key, Duration validity) {
        return build(subject, key, validity, List.of(), KeyPurposeId.id_kp_clientAuth);
    }

    X509Certificate server(Subject subject, List<String> dnsNames, PublicKey key, Duration validity) {
        return build(subject, key, validity, dnsNames, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    private X509Certificate build(
            Subject subject, PublicKey key, Duration validity, List<String> dnsNames, KeyPurposeId... purposes) {
        try {
            X500Name issuerName =
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
            JcaX509v3CertificateBuilder builder = start(issuerName, subject.toName(), key, validity);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
            if (!dnsNames.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, loopbackAnd(dnsNames));
            }
            return sign(builder, issuerKey);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot build the certificate of %s".formatted(subject.user()), e);
        }
    }

    private static GeneralNames loopbackAnd(List<String> dnsNames) {
        Stream<GeneralName> addresses =
                Stream.of("127.0.0.1", "10.96.0.1").map(address -> new GeneralName(GeneralName.iPAddress, address));
        Stream<GeneralName> names = dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name));
        return new GeneralNames(Stream.concat(addresses, names).toArray(GeneralName[]::new));
    }

    private static JcaX509v3CertificateBuilder start(
            X500Name issuer, X500Name subject, PublicKey key, Duration validity) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(0),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(validity)),
                subject,
                key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
