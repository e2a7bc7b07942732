package dev.slipway.portal.sboms;

/** One thing that was looked at in an SBOM. */
public record CheckView(String name, boolean ok, String detail) {}
