package dev.slipway.gitops.exemptions;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fields that people may change until it ends, as a file of the golden repository says.
 *
 * @param id its name, a DNS label
 * @param instance the instance that declares the objects
 * @param cluster the cluster that has them
 * @param objects the objects with the fields that are exempt, 1 to {@value #MOST_OBJECTS}
 * @param reason why
 * @param requestedBy who asked for it
 * @param approvedBy who allowed it, somebody else
 * @param opened when it began
 * @param expires when it ends at the latest, at most 24 hours later
 */
public record Exemption(
        String id,
        InstanceKey instance,
        String cluster,
        List<ExemptObject> objects,
        String reason,
        String requestedBy,
        String approvedBy,
        Instant opened,
        Instant expires) {

    /** The longest that one may be open. */
    public static final Duration LONGEST = Duration.ofHours(24);

    public static final int MOST_OBJECTS = 20;
    public static final int MOST_FIELDS = 20;

    public Exemption {
        objects = List.copyOf(objects);
    }

    /** The directory of its file in the golden repository, which it has for itself. */
    public String directory() {
        return ExemptionFile.DIRECTORY + "/" + id;
    }

    /** Whether it holds at a moment; at its very end it doesn't. */
    public boolean isOpen(Instant at) {
        return at.isBefore(expires);
    }

    /**
     * An object and its exempt fields.
     *
     * @param object the object
     * @param fields paths as the ledger writes them, 1 to {@value Exemption#MOST_FIELDS}; a path stands for all below it
     */
    public record ExemptObject(ObjectRef object, List<String> fields) {

        public ExemptObject {
            fields = List.copyOf(fields);
        }

        /** Whether all fields of these objects are among those, by themselves or with what they are part of. */
        public static boolean cover(List<ExemptObject> those, List<ExemptObject> these) {
            return these.stream()
                    .allMatch(each -> each.fields.stream()
                            .allMatch(field -> those.stream()
                                    .filter(one -> one.object.equals(each.object))
                                    .flatMap(one -> one.fields.stream())
                                    .anyMatch(path -> FieldPaths.isWithin(path, field))));
        }
    }
}
