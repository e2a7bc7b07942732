package dev.slipway.portal.sboms.scanning;

import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Source;
import java.util.List;

/**
 * What of an instance can be scanned.
 *
 * @param problems images and sources that can't, and why
 */
record Scannable(List<Part> parts, List<String> problems) {

    /** One image or source. */
    record Part(SbomSubject subject, Source source) {}
}
