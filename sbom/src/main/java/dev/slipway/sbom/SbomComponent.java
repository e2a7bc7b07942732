package dev.slipway.sbom;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that Syft found.
 *
 * @param name the package's name
 * @param version its version; empty if none was found
 * @param purl its package URL, if it has one
 * @param type Syft's name of the ecosystem, for example {@code npm} or {@code apk}
 * @param licences SPDX expressions or, where there is none, the licence as found
 */
public record SbomComponent(
        String name, String version, @Nullable String purl, String type, List<String> licences) {

    public SbomComponent {
        licences = List.copyOf(licences);
    }

    /** A component found by search, and the SBOM which has it. */
    public record Match(UUID sbomId, SbomSubject subject, SbomComponent component) {}
}
