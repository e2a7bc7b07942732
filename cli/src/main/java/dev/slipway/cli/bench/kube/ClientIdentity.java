package dev.slipway.cli.bench.kube;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a kubeconfig with a client certificate on the curve P-256 says, which is what Slipway issues.
 *
 * @param server the API server
 * @param context trusts its authority and holds the certificate
 */
record ClientIdentity(URI server, SSLContext context) {

    /** Version 0, algorithm id-ecPublicKey on secp256r1: what RFC 5208 puts before a key of RFC 5915. */
    private static final byte[] P256 = HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

    private static final char[] NO_PASSWORD = new char[0];

    static ClientIdentity of(String kubeconfig) {
        JsonNode config = new YAMLMapper().readTree(kubeconfig);
        JsonNode cluster = config.at("/clusters/0/cluster");
        JsonNode user = config.at("/users/0/user");
        try {
            Certificate authority = certificate(decoded(cluster, "certificate-authority-data"));
            Certificate own = certificate(decoded(user, "client-certificate-data"));
            PrivateKey key = key(new String(decoded(user, "client-key-data"), StandardCharsets.US_ASCII));
            return new ClientIdentity(URI.create(cluster.path("server").asString("")), context(authority, own, key));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The kubeconfig's certificate or key can't be used", e);
        }
    }

    private static byte[] decoded(JsonNode node, String field) {
        return Base64.getMimeDecoder().decode(node.path(field).asString(""));
    }

    private static Certificate certificate(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        byte[] content = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z0-9 ]+-----", ""));
        byte[] pkcs8 = pem.contains("EC PRIVATE KEY") ? wrapped(content) : content;
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] key) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(P256);
        inner.writeBytes(element(0x04, key));
        return element(0x30, inner.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length > 127) {
            element.write(0x81);
        }
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static SSLContext context(Certificate authority, Certificate own, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", key, NO_PASSWORD, new Certificate[] {own});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
