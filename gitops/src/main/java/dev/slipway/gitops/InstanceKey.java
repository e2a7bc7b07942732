package dev.slipway.gitops;

/**
 * Names an instance: the tenant that it lives in and its own name there, both DNS labels.
 *
 * @param tenant the tenant's name
 * @param name the instance's name, unique within the tenant
 */
public record InstanceKey(String tenant, String name) implements Comparable<InstanceKey> {

    /** Where the instance lies in the golden repository, without a trailing slash. */
    public String path() {
        return "tenants/" + tenant + "/" + name;
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
