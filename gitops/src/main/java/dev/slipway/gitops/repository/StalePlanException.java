package dev.slipway.gitops.repository;

/** A plan was made on files that have changed since; it has to be made again. */
public final class StalePlanException extends RuntimeException {

    public StalePlanException(String path, String base) {
        super("%s has changed since commit %s, on which this was planned: plan again".formatted(path, base));
    }

    private StalePlanException(String message) {
        super(message);
    }

    /** The tenant that a plan writes into was taken away since. */
    public static StalePlanException tenantGone(String directory, String base) {
        return new StalePlanException(
                "%s was taken away since commit %s, on which this was planned: nothing can be put into it; plan again"
                        .formatted(directory, base));
    }
}
