package dev.slipway.portal.security.people;

/** Names an issuer by something more lasting than its URL. */
public interface IssuerAlias {

    /** The name to keep for this issuer; the issuer itself unless it is known by another one. */
    String aliasOf(String issuer);
}
