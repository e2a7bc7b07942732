package dev.slipway.portal.requests;

import java.util.EnumSet;
import java.util.Set;

/** How far a request is; each state names those that may come before it. */
public enum RequestState {
    /** Kept, and waiting until a person says that it may go on. */
    AWAITING_APPROVAL,
    /** Kept, and waiting to be committed. */
    ACCEPTED,
    /** In the golden repository. */
    COMMITTED,
    /** Written to the cluster. */
    APPLIED,
    /** It works. */
    READY,
    /** Nothing is left of it. */
    DELETED,
    /** A person said no or took it back; nothing was committed. */
    REJECTED,
    /** A person has to act; what the cluster refused can still come right by itself. */
    FAILED;

    /** The states from which this one can be reached. */
    public Set<RequestState> predecessors() {
        return switch (this) {
            case AWAITING_APPROVAL -> EnumSet.noneOf(RequestState.class);
            case ACCEPTED -> EnumSet.of(AWAITING_APPROVAL);
            case REJECTED -> EnumSet.of(AWAITING_APPROVAL, ACCEPTED);
            case COMMITTED -> EnumSet.of(ACCEPTED);
            case APPLIED -> EnumSet.of(COMMITTED, FAILED);
            case READY -> EnumSet.of(COMMITTED, APPLIED, FAILED);
            case DELETED -> EnumSet.of(COMMITTED, APPLIED);
            case FAILED -> EnumSet.of(ACCEPTED, COMMITTED, APPLIED);
        };
    }

    /** Whether something is still expected to happen. */
    public boolean isOpen() {
        return this == AWAITING_APPROVAL || this == ACCEPTED || this == COMMITTED || this == APPLIED;
    }
}
