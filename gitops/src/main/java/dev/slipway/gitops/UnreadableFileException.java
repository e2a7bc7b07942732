package dev.slipway.gitops;

/** A file of the golden repository that is too large to be anything that the platform reads. */
public final class UnreadableFileException extends RuntimeException {

    private final String path;

    /**
     * @param path the file's path in the repository
     * @param limit the largest size in bytes that is read
     */
    public UnreadableFileException(String path, int limit, Throwable cause) {
        super("%s is larger than %d bytes, the most that is read".formatted(path, limit), cause);
        this.path = path;
    }

    /** The file's path in the repository. */
    public String path() {
        return path;
    }
}
