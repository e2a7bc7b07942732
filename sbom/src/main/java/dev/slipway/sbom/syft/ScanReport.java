package dev.slipway.sbom.syft;

import dev.slipway.sbom.Format;
import dev.slipway.sbom.SbomComponent;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of Syft found.
 *
 * @param documents the documents as written
 * @param components the packages, without repetitions
 * @param unknowns which files weren't understood and why, at most {@value SyftJson#MAX_UNKNOWNS}
 * @param unknownFiles how many files weren't understood
 * @param tool the name that the tool gave itself
 * @param toolVersion the version that the tool gave itself
 */
public record ScanReport(
        Map<Format, StoredDocument> documents,
        List<SbomComponent> components,
        List<String> unknowns,
        int unknownFiles,
        String tool,
        String toolVersion) {

    /** @throws ScanFailed if a document is missing, truncated or of another format */
    static ScanReport read(Map<Format, Path> files) {
        files.values().forEach(StoredDocument::requireWithinLimits);
        var inspector = new DocumentInspector();
        inspector.requireCycloneDx(file(files, Format.CYCLONEDX_1_6));
        inspector.requireSpdx(file(files, Format.SPDX_3_0));
        SyftJson syft = inspector.readSyft(file(files, Format.SYFT));
        Map<Format, StoredDocument> documents = new EnumMap<>(Format.class);
        files.forEach((format, file) -> documents.put(format, StoredDocument.of(file)));
        return new ScanReport(
                Map.copyOf(documents),
                syft.components(),
                syft.unknowns(),
                syft.unknownFiles(),
                syft.tool(),
                syft.toolVersion());
    }

    private static Path file(Map<Format, Path> files, Format format) {
        Path file = files.get(format);
        if (file == null) {
            throw new IllegalArgumentException("No file for " + format);
        }
        return file;
    }
}
