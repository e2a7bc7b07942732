package dev.slipway.gitops;

/** A plan was made on files that have changed since; it has to be made again. */
public final class StalePlanException extends RuntimeException {

    public StalePlanException(String path, String base) {
        super("%s has changed since commit %s, on which this was planned: plan again".formatted(path, base));
    }
}
