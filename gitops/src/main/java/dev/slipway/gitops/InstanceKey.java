package dev.slipway.gitops;

/**
 * Names what declares objects: an instance by the tenant that it lives in and its own name there, both DNS labels; or a
 * baseline, which is no tenant's and has {@value #FLEET} in its place.
 *
 * @param tenant the tenant's name
 * @param name the instance's name, unique within the tenant
 */
public record InstanceKey(String tenant, String name) implements Comparable<InstanceKey> {

    /** Stands in the place of the tenant for a baseline of the fleet; no tenant can have this name. */
    public static final String FLEET = "*";

    /** Names a baseline. */
    public static InstanceKey baseline(String name) {
        return new InstanceKey(FLEET, name);
    }

    /** Whether this is a baseline, whose objects may be on any number of clusters. */
    public boolean isBaseline() {
        return tenant.equals(FLEET);
    }

    /** Where the instance lies in the golden repository, without a trailing slash. */
    public String path() {
        return isBaseline() ? "fleet/" + name : "tenants/" + tenant + "/" + name;
    }

    @Override
    public int compareTo(InstanceKey other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return tenant + "/" + name;
    }
}
