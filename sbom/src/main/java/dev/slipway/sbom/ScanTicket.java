package dev.slipway.sbom;

import java.util.UUID;

/**
 * The promise of a scan.
 *
 * @param id of the SBOM to be
 * @param joined whether the same scan already waited and this request joined it
 */
public record ScanTicket(UUID id, boolean joined) {}
