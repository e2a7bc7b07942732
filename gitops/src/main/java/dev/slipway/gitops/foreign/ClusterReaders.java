package dev.slipway.gitops.foreign;

import dev.slipway.gitops.desired.DesiredStates;
import dev.slipway.gitops.fleet.RegisteredCluster;
import dev.slipway.gitops.store.SecretValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows the engines of clusters by the passwords that the platform gave them to read the golden repository with. */
@Component
public final class ClusterReaders {

    private final DesiredStates states;
    private final Sites sites;
    private final SecretValues secrets;

    ClusterReaders(DesiredStates states, Sites sites, SecretValues secrets) {
        this.states = states;
        this.sites = sites;
        this.secrets = secrets;
    }

    /**
     * The cluster whose engine this is. A cluster that another engine doesn't keep any more has no access.
     *
     * @param user the user's name as it was sent
     * @param password likewise
     */
    public Optional<String> find(String user, String password) {
        String name = Site.clusterOf(user);
        RegisteredCluster cluster =
                name == null ? null : states.current().clusters().get(name);
        if (cluster == null || cluster.engine() == RegisteredCluster.Engine.SLIPWAY) {
            return Optional.empty();
        }
        try {
            Site site = sites.of(cluster);
            String secret = site.secret();
            return secret == null || !site.isSecretOurs()
                    ? Optional.empty()
                    : secrets.find(new SecretValues.Id(cluster.name(), site.namespace(), secret, Site.PASSWORD))
                            .filter(kept -> MessageDigest.isEqual(kept, password.getBytes(StandardCharsets.UTF_8)))
                            .map(kept -> cluster.name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
