package dev.slipway.portal.identity;

import dev.slipway.portal.security.people.IssuerAlias;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * What the embedded provider is called: by its URL in tokens, and by a name that outlasts a change of port or host for
 * the people it vouches for.
 */
@Component
@EmbeddedProviderOnly
class EmbeddedIssuer implements IssuerAlias {

    static final String ALIAS = "embedded";

    private final String publicUrl;
    private final String boundAddress;
    private volatile int port;

    EmbeddedIssuer(
            @Value("${slipway.url:}") String publicUrl, @Value("${server.address:127.0.0.1}") String boundAddress) {
        this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
        this.boundAddress = boundAddress;
    }

    @EventListener
    void on(WebServerInitializedEvent started) {
        if (!"management".equals(started.getApplicationContext().getServerNamespace())) {
            port = started.getWebServer().getPort();
        }
    }

    /** The issuer in tokens: {@code slipway.url}, or this very machine. */
    String url() {
        return publicUrl.isEmpty() ? "http://localhost:" + port : publicUrl;
    }

    /** How the portal itself reaches the provider: directly, whatever proxies stand before it. */
    String internalUrl() {
        var host = boundAddress.equals("0.0.0.0") ? "127.0.0.1" : boundAddress;
        return "http://" + host + ":" + port;
    }

    @Override
    public String aliasOf(String issuer) {
        return issuer.equals(url()) ? ALIAS : issuer;
    }
}
