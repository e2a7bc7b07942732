package dev.slipway.portal.platform.account;

/** A demo user on the sign-in page. */
public record DemoUserView(String name, String displayName, String password, String teams, String roles) {}
