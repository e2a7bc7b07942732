package dev.slipway.sbom.checkout;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How repositories are fetched for scanning.
 *
 * @param credentials who to be at a host, by host name; sent over HTTPS, or to this machine, only. None by default
 * @param maxTransfer how many bytes one repository may send
 */
@ConfigurationProperties("slipway.sbom.git")
public record GitSettings(
        @DefaultValue Map<String, Credentials> credentials,
        @DefaultValue("1GB") DataSize maxTransfer) {

    public GitSettings {
        credentials = Map.copyOf(credentials);
    }

    /** A user name and a password or token. */
    public record Credentials(String username, String password) {

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
