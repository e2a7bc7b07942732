package dev.slipway.sbom.store;

import dev.slipway.sbom.SbomRecord.Verdict;
import dev.slipway.sbom.syft.ScanReport;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an SBOM is to be trusted, and why. Syft ends well with nothing found, so that an empty SBOM is never taken for a
 * good one.
 */
record Assessment(Verdict verdict, List<String> findings) {

    /** Below this many components a drop says nothing. */
    private static final int ENOUGH_TO_COMPARE = 10;

    /** @param previous how many components the subject's SBOM before had; 0 if there was none */
    static Assessment of(ScanReport report, int previous) {
        List<String> findings = new ArrayList<>();
        int found = report.components().size();
        if (found == 0) {
            findings.add("No components were found");
        }
        if (previous >= ENOUGH_TO_COMPARE && found < previous / 2) {
            findings.add("%,d components were found; the SBOM before had %,d".formatted(found, previous));
        }
        if (report.unknownFiles() > 0) {
            findings.add("%,d files weren't understood".formatted(report.unknownFiles()));
            findings.addAll(report.unknowns());
        }
        return new Assessment(findings.isEmpty() ? Verdict.COMPLETE : Verdict.SUSPICIOUS, findings);
    }
}
