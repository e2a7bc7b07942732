package dev.slipway.gitops.ledger;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live object that differed from what is declared, and its reversion.
 *
 * @param id the place in the ledger, 0 before it has one
 * @param cluster the cluster
 * @param instance the instance that declares the object
 * @param object the object
 * @param type what was done to it
 * @param fields what differed; empty for a deleted object
 * @param manager the field manager that wrote it, {@code null} where the cluster doesn't tell, as for a deletion
 * @param detectedAt when the watch told
 * @param revertedAt when the API server confirmed the reversion
 * @param micros from the one to the other, in microseconds
 * @param commit the commit that it was put back to
 * @param revertedBy the field manager of the other engine that put it back, {@code null} where the platform did
 */
public record Drift(
        long id,
        String cluster,
        InstanceKey instance,
        ObjectRef object,
        Type type,
        List<Field> fields,
        @Nullable String manager,
        Instant detectedAt,
        Instant revertedAt,
        long micros,
        String commit,
        @Nullable String revertedBy) {

    public Drift {
        fields = List.copyOf(fields);
    }

    /** The same, put back at a time that was learnt later. */
    public Drift putBackAt(Instant time) {
        Instant back = time.isBefore(detectedAt) ? detectedAt : time;
        return new Drift(
                id,
                cluster,
                instance,
                object,
                type,
                fields,
                manager,
                detectedAt,
                back,
                ChronoUnit.MICROS.between(detectedAt, back),
                commit,
                revertedBy);
    }

    /** A drift that the platform put back. */
    public Drift(
            long id,
            String cluster,
            InstanceKey instance,
            ObjectRef object,
            Type type,
            List<Field> fields,
            @Nullable String manager,
            Instant detectedAt,
            Instant revertedAt,
            long micros,
            String commit) {
        this(id, cluster, instance, object, type, fields, manager, detectedAt, revertedAt, micros, commit, null);
    }

    /** From detection to reversion in milliseconds. */
    public double millis() {
        return micros / 1000.0;
    }

    /** What was done to an object. */
    public enum Type {
        CHANGED,
        DELETED,
        /** Found when the portal came back to the cluster; the time counts from then. */
        WHILE_AWAY
    }

    /**
     * A field that differed.
     *
     * @param path such as {@code spec.template.spec.containers[name=web].image}
     * @param before the declared value as JSON text, {@code null} where nothing was declared; hidden for Secrets
     * @param after the value found, likewise
     */
    public record Field(
            String path, @Nullable String before, @Nullable String after) {}
}
