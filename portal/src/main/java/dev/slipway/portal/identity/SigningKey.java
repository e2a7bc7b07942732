package dev.slipway.portal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.slipway.portal.embedded.DataDirectory;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The provider's key: made when the first token needs it, kept in the data directory so that tokens outlive restarts. */
@Component
@EmbeddedProviderOnly
final class SigningKey implements JWKSource<SecurityContext> {

    private static final String FILE = "identity/signing-key.json";
    private static final int BITS = 2048;

    private final SingletonSupplier<JWKSet> keys;

    SigningKey(DataDirectory data) {
        this.keys = SingletonSupplier.of(() -> new JWKSet(read(data.secret(FILE, SigningKey::generate))));
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(keys.obtain());
    }

    private static JWK read(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException(
                    "DATA/" + FILE + " is not a JSON Web Key; delete it to have a new one made", e);
        }
    }

    private static String generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java can make an RSA key of " + BITS + " bits", e);
        }
    }
}
