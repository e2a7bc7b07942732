package dev.slipway.sbom.store;

import dev.slipway.sbom.SbomSubject;
import dev.slipway.sbom.Source;
import java.util.UUID;

/** A scan that this worker holds. */
record Job(UUID id, UUID worker, SbomSubject subject, Source source) {}
