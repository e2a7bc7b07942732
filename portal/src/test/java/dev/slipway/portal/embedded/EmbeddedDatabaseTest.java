package dev.slipway.portal.embedded;

/** The database that the portal brings along. */
class EmbeddedDatabaseTest extends DatabaseContract {}
