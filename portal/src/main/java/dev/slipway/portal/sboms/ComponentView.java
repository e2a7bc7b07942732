package dev.slipway.portal.sboms;

import dev.slipway.sbom.SbomComponent;
import org.jspecify.annotations.Nullable;

/**
 * A package in an SBOM.
 *
 * @param version empty if none was found
 * @param licence all that were found, with commas; null if none was
 * @param purl package URL
 */
public record ComponentView(
        String name,
        String version,
        String type,
        @Nullable String licence,
        @Nullable String purl) {

    public static ComponentView of(SbomComponent component) {
        var licences = component.licences();
        return new ComponentView(
                component.name(),
                component.version(),
                component.type(),
                licences.isEmpty() ? null : String.join(", ", licences),
                component.purl());
    }
}
