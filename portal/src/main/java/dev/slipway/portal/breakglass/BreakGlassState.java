package dev.slipway.portal.breakglass;

/** How far a break-glass is. */
public enum BreakGlassState {
    /** Waits until somebody of the platform team decides. */
    AWAITING_APPROVAL,
    /** Allowed, and about to be committed. */
    APPROVED,
    /** In the golden repository: the fields may be changed. */
    OPEN,
    /** Somebody said no, or took it back. */
    REJECTED,
    /** Somebody ended it before its time. */
    CLOSED,
    /** Its time is over. */
    EXPIRED
}
