package dev.slipway.sbom;

import java.util.UUID;

/** There is no such SBOM, or it has no documents because it isn't READY. */
public final class NoSuchSbom extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchSbom(UUID id) {
        super("There is no READY SBOM " + id);
    }
}
