package dev.slipway.portal.platform;

/**
 * The numbers in the navigation.
 *
 * @param requests those under way
 * @param drift within the last 24 hours
 */
public record Nav(long instances, long tenants, long requests, long drift) {

    public static final Nav EMPTY = new Nav(0, 0, 0, 0);
}
