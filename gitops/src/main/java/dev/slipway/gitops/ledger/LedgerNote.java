package dev.slipway.gitops.ledger;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to become an entry of the ledger.
 *
 * @param type what it is about
 * @param key says which happening it is, so that it is never entered twice; 1 to 200 characters
 * @param time when it happened
 * @param cluster the cluster it happened in
 * @param tenant the tenant it concerns, who may see it
 * @param instance the instance's name within the tenant
 * @param object the object it happened to
 * @param manager the field manager that was at work
 * @param user the person behind it
 * @param refersTo the sequence of the earlier entry that it adds to
 * @param details all else, as JSON values; what is secret must be masked already
 */
public record LedgerNote(
        EntryType type,
        String key,
        Instant time,
        @Nullable String cluster,
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable ObjectRef object,
        @Nullable String manager,
        @Nullable String user,
        @Nullable Long refersTo,
        Map<String, ?> details) {

    private static final int LONGEST_KEY = 200;

    public LedgerNote {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "The key of a ledger entry has " + key.length() + " characters, expected 1 to " + LONGEST_KEY);
        }
        details = Map.copyOf(details);
    }

    /** A happening of its own, now. */
    public static LedgerNote of(EntryType type, Map<String, ?> details) {
        return new LedgerNote(
                type, UUID.randomUUID().toString(), Instant.now(), null, null, null, null, null, null, null, details);
    }

    /** The same with another key. */
    public LedgerNote keyed(String key) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, refersTo, details);
    }

    /** The same at another time. */
    public LedgerNote at(Instant time) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, refersTo, details);
    }

    /** The same in a cluster, and to an object of it where there is one. */
    public LedgerNote in(String cluster, @Nullable ObjectRef object) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, refersTo, details);
    }

    /** The same for a tenant. */
    public LedgerNote of(String tenant) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, refersTo, details);
    }

    /** The same for an instance. */
    public LedgerNote of(InstanceKey instance) {
        return new LedgerNote(
                type, key, time, cluster, instance.tenant(), instance.name(), object, manager, user, refersTo, details);
    }

    /** The same with those behind it. */
    public LedgerNote by(@Nullable String manager, @Nullable String user) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, refersTo, details);
    }

    /** The same as an addition to an earlier entry. */
    public LedgerNote refersTo(long sequence) {
        return new LedgerNote(type, key, time, cluster, tenant, instance, object, manager, user, sequence, details);
    }
}
