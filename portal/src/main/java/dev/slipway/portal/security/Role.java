package dev.slipway.portal.security;

/** What a person is in Slipway; given by their groups at the identity provider ({@code slipway.security.roles.*}). */
public enum Role {
    /** Member of a team: orders and changes what belongs to it. */
    DEV,
    /** Publishes catalog entries, operates clusters, sees everything. */
    PLATFORM,
    /** Sees everything and changes nothing, whatever else their groups say. */
    AUDITOR,
    /** May do everything. */
    ADMIN;

    /** The name Spring Security knows it by, e.g. {@code ROLE_DEV}. */
    public String authority() {
        return "ROLE_" + name();
    }
}
