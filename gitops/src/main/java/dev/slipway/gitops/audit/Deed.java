package dev.slipway.gitops.audit;

import dev.slipway.gitops.ObjectRef;
import dev.slipway.gitops.ledger.Drift;
import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.gitops.ledger.LedgerEntry;
import dev.slipway.gitops.ledger.LedgerNote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something of the ledger that somebody has done, and nobody has told yet who.
 *
 * @param entry the sequence of its entry
 * @param manager the field managers that were at work, {@code null} where the cluster doesn't tell
 * @param noticed when the platform noticed it
 * @param undone when it was put back or taken away
 * @param concerning notes whom it concerns
 */
record Deed(
        long entry,
        String cluster,
        ObjectRef object,
        Drift.Type type,
        @Nullable String manager,
        Instant noticed,
        Instant undone,
        UnaryOperator<LedgerNote> concerning) {

    static Deed of(Drift drift) {
        return new Deed(
                drift.id(),
                drift.cluster(),
                drift.object(),
                drift.type(),
                drift.manager(),
                drift.detectedAt(),
                drift.revertedAt(),
                note -> note.of(drift.instance()));
    }

    /** Something that was made, or written to, in a sealed namespace and was taken away. */
    static Deed of(LedgerEntry removal) {
        String tenant = Objects.requireNonNull(removal.tenant());
        long micros = removal.details().path("micros").asLong(0);
        return new Deed(
                removal.sequence(),
                Objects.requireNonNull(removal.cluster()),
                Objects.requireNonNull(removal.object()),
                Drift.Type.CHANGED,
                removal.manager(),
                removal.time(),
                removal.time().plus(micros, ChronoUnit.MICROS),
                note -> note.of(tenant));
    }

    Set<String> managers() {
        return manager == null ? Set.of() : Set.of(manager.split(", "));
    }

    /** What of it is still to be told once these are; {@code null} for nothing. */
    @Nullable
    Deed without(Set<String> told) {
        if (manager == null) {
            return told.isEmpty() ? this : null;
        }
        String others = Stream.of(manager.split(", "))
                .filter(each -> !told.contains(each))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? null : new Deed(entry, cluster, object, type, others, noticed, undone, concerning);
    }

    /** What the ledger is told of the write that it was. */
    LedgerNote by(AuditEvent write, LedgerNote note) {
        return concerning
                .apply(note.keyed(EntryType.ATTRIBUTION.label() + "-" + entry + "-" + write.id())
                        .at(write.received())
                        .in(cluster, object))
                .by(write.manager(), write.user())
                .refersTo(entry);
    }
}
