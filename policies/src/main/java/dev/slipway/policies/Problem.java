package dev.slipway.policies;

/**
 * Why a policy file was left out.
 *
 * @param path of the file within the policies folder, with the field after a {@code #}
 * @param badValue what stands there, shortened to 200 characters; empty if nothing does
 * @param expected what must stand there
 */
public record Problem(String path, String badValue, String expected) {

    private static final int SHOWN_CHARACTERS = 200;

    public Problem {
        badValue = badValue.length() > SHOWN_CHARACTERS ? badValue.substring(0, SHOWN_CHARACTERS) + "…" : badValue;
    }

    /** The problem as one sentence for the person who publishes. */
    public String message() {
        var found = badValue.isEmpty() ? "nothing" : "'" + badValue + "'";
        return path + ": found " + found + ", expected " + expected;
    }
}
