package dev.slipway.clusters;

import java.util.regex.Pattern;

/**
 * What a virtual cluster should be.
 *
 * @param name the tenant's name: a DNS label (RFC 1123) of at most 40 characters, not {@value Clusters#HOST}
 * @param owner the owning team, e.g. {@code team-checkout}: a group whose members are cluster-admin inside
 * @param quota what its workloads may use in total
 */
public record VirtualClusterSpec(String name, String owner, Quota quota) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    public VirtualClusterSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Not a name of a virtual cluster: '%s' (expected: a DNS label of at most 40 characters)"
                            .formatted(name.length() > 60 ? name.substring(0, 60) + "…" : name));
        }
        if (name.equals(Clusters.HOST)) {
            throw new IllegalArgumentException("The name 'host' is taken by the host cluster");
        }
        if (!OWNER.matcher(owner).matches()) {
            throw new IllegalArgumentException(
                    "Not a team: '%s' (expected: letters, digits, '.', '_', '@', '-', at most 100 characters)"
                            .formatted(owner.length() > 60 ? owner.substring(0, 60) + "…" : owner));
        }
    }
}
