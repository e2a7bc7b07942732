package dev.slipway.sbom;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All SBOMs: asks for scans, finds their results, searches their components. Safe for use by many threads. */
public interface Sboms {

    /**
     * Queues a scan, durably; joins one that already waits for the same subject, version and source. Takes part in the
     * caller's transaction. {@link SbomReady} or {@link SbomFailed} follows.
     */
    ScanTicket request(SbomSubject subject, Source source);

    /** The SBOM of this id, in whatever state. */
    Optional<SbomRecord> find(UUID id);

    /**
     * SBOMs, newest first.
     *
     * @param page from 0
     * @param size 1 to {@value Page#MAX_SIZE}
     */
    Page<SbomRecord> list(SbomFilter filter, int page, int size);

    /** The newest READY SBOM of any version of the subject. */
    Optional<SbomRecord> latest(SbomSubject subject);

    /** All SBOMs and failed scans of all versions of the subject, newest first, at most {@value Page#MAX_SIZE}. */
    List<SbomRecord> history(SbomSubject subject);

    /**
     * A document, byte for byte as Syft wrote it.
     *
     * @throws NoSuchSbom if there is none, or it isn't READY
     */
    SbomDocument document(UUID id, Format format);

    /** The components of one SBOM by name and version; empty if there is no such SBOM. */
    Page<SbomComponent> components(UUID id, int page, int size);

    /**
     * Finds components in the newest READY SBOM of each subject.
     *
     * @param query how the name begins, in any case, or, if it begins with {@code pkg:}, how the package URL begins; at
     *     most 200 characters
     * @throws IllegalArgumentException if the query is empty or too long
     */
    Page<SbomComponent.Match> search(String query, SbomFilter filter, int page, int size);

    /** Whether scans can run now, and if not, why. */
    Scanner scanner();

    /**
     * The tool that scans.
     *
     * @param path where it is, if it is installed
     * @param detail one sentence for people: where it is, or where it was looked for
     */
    record Scanner(@Nullable Path path, String detail) {

        /** Whether scans run; if not, they wait. */
        public boolean available() {
            return path != null;
        }
    }
}
