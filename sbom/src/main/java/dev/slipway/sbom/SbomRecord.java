package dev.slipway.sbom;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An SBOM and how it came about.
 *
 * @param id its id
 * @param subject what it is of
 * @param source what is scanned
 * @param state how far it is
 * @param verdict how far to trust it; present if and only if READY
 * @param findings why the verdict isn't COMPLETE, one sentence each
 * @param components how many packages it lists; 0 unless READY
 * @param tool which tool made it, for example {@code syft}; present if READY
 * @param toolVersion that tool's version; present if READY
 * @param digests lower-case hexadecimal SHA-256 of each stored document; empty unless READY
 * @param note what a QUEUED scan waits for, if it waits for more than its turn
 * @param failure why the scan failed; present if and only if FAILED
 * @param requestedAt when it was first asked for
 * @param startedAt when the last attempt began
 * @param finishedAt when it became READY or FAILED
 * @param attempts how often a scan was begun; more than 1 if the portal stopped during a scan
 */
public record SbomRecord(
        UUID id,
        SbomSubject subject,
        Source source,
        State state,
        @Nullable Verdict verdict,
        List<String> findings,
        int components,
        @Nullable String tool,
        @Nullable String toolVersion,
        Map<Format, String> digests,
        @Nullable String note,
        @Nullable String failure,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempts) {

    public SbomRecord {
        findings = List.copyOf(findings);
        digests = Map.copyOf(digests);
    }

    /** How far a scan is. */
    public enum State {
        QUEUED,
        RUNNING,
        READY,
        FAILED
    }

    /** How far an SBOM is to be trusted. */
    public enum Verdict {
        /** Components were found and nothing was left unread. */
        COMPLETE,
        /** Nothing was found, files were left unread, or much less was found than last time: someone should look. */
        SUSPICIOUS
    }
}
