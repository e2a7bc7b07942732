package dev.slipway.sbom.syft;

/** A scan came to nothing and would again; the message is for the person who asked for it. */
public final class ScanFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ScanFailed(String message) {
        super(message);
    }

    public ScanFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
