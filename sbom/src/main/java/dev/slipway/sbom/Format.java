package dev.slipway.sbom;

/** The documents kept of every SBOM, byte for byte as Syft wrote them. */
public enum Format {
    CYCLONEDX_1_6("application/vnd.cyclonedx+json; version=1.6", "cdx.json"),
    SPDX_3_0("application/spdx+json", "spdx3.json"),
    SYFT("application/vnd.syft+json", "syft.json");

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The media type to serve the document with. */
    public String mediaType() {
        return mediaType;
    }

    /** How a file of this format ends, without the leading dot. */
    public String extension() {
        return extension;
    }
}
