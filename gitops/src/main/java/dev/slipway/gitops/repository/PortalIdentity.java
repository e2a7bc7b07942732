package dev.slipway.gitops.repository;

/** How the portal's own commits are told from those of people. */
public final class PortalIdentity {

    /** The committer's name; the author is always the person who asked. */
    public static final String NAME = "Slipway";

    /** The committer's address. */
    public static final String EMAIL = "slipway@localhost";

    /** The trailer that names the request which a commit answers. */
    public static final String REQUEST_TRAILER = "Request-Id";

    private PortalIdentity() {}
}
