package dev.slipway.cli.demo.served;

import dev.slipway.cli.demo.machine.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for 127.0.0.1 that only the portal of this run trusts; made by the JDK's keytool. */
public final class Certificate {

    private final Path store;
    private final String password;

    private Certificate(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    /**
     * @param directory where the key store goes
     * @return a new certificate, valid for a day
     */
    public static Certificate make(Path directory) {
        Path store = directory.resolve("store.p12");
        String password = UUID.randomUUID().toString();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new Command(directory, Map.of())
                .run(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "demo",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:c=ca:true",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password))
                .expectSuccess();
        return new Certificate(store, password);
    }

    /** @return flags of a JVM that trusts this certificate and no other */
    public List<String> trustFlags() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + password);
    }

    SSLContext context() throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate in " + store + " can't be used", e);
        }
    }
}
