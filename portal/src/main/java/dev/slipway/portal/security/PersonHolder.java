package dev.slipway.portal.security;

/** What every way of signing in leaves as its principal. */
public interface PersonHolder {

    Person person();
}
