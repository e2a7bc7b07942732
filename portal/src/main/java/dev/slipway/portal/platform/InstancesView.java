package dev.slipway.portal.platform;

import org.jspecify.annotations.Nullable;

/**
 * The instances that a person may see, on the status page.
 *
 * @param state FAILED where one is, WAITING where one isn't applied yet, else READY
 * @param total how many are declared
 * @param failed how many have an object that is refused or failed
 * @param notApplied how many others aren't in their clusters as declared yet
 * @param detail the first that failed or waits, and why; {@code null} where none does
 */
public record InstancesView(
        String state,
        long total,
        long failed,
        long notApplied,
        @Nullable String detail) {

    /** Nothing is known of any. */
    public static final InstancesView NONE = new InstancesView("READY", 0, 0, 0, null);
}
