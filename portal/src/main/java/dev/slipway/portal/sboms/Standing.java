package dev.slipway.portal.sboms;

import dev.slipway.sbom.SbomRecord;
import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.Sboms;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan stands, said so that nobody takes a missing tool or an empty result for a good SBOM.
 *
 * @param message what people should know about it
 */
public record Standing(State state, @Nullable String message) {

    private static final int MOST_FINDINGS = 5;

    /** Where it was looked for is in the log: those who order have no business with the server's folders. */
    private static final String WITHOUT_TOOL = "Syft isn't installed yet; the scan begins by itself once it is.";

    /** The states, the most useful first. */
    public enum State {
        READY,
        RUNNING,
        TOOL_MISSING,
        FAILED
    }

    static Standing of(SbomRecord sbom, Sboms.Scanner scanner) {
        return switch (sbom.state()) {
            case QUEUED ->
                scanner.available()
                        ? new Standing(State.RUNNING, "Waits for its turn.")
                        : new Standing(State.TOOL_MISSING, WITHOUT_TOOL);
            case RUNNING -> new Standing(State.RUNNING, null);
            case FAILED -> new Standing(State.FAILED, sbom.failure());
            case READY ->
                sbom.components() == 0
                        ? new Standing(
                                State.FAILED, "Syft ended well but found no components; that is evidence of nothing.")
                        : new Standing(State.READY, doubts(sbom));
        };
    }

    private static @Nullable String doubts(SbomRecord sbom) {
        if (sbom.verdict() == Verdict.COMPLETE) {
            return null;
        }
        var more = sbom.findings().size() - MOST_FINDINGS;
        return sbom.findings().stream().limit(MOST_FINDINGS).collect(Collectors.joining("\n"))
                + (more > 0 ? "\n… and " + more + " more" : "");
    }
}
