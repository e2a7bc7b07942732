package dev.slipway.cli.demo.observing;

/** Something that should hold was looked at and did not: says what was expected and what was found. */
public final class NotObserved extends RuntimeException {

    /** @param message what was expected and what was found instead */
    public NotObserved(String message) {
        super(message);
    }

    /**
     * @param holds whether it holds
     * @param message what was expected and what was found instead
     * @throws NotObserved if it does not
     */
    public static void unless(boolean holds, String message) {
        if (!holds) {
            throw new NotObserved(message);
        }
    }

    /**
     * @param what what is compared
     * @param expected what it should be
     * @param found what it is
     * @throws NotObserved if the two differ as text
     */
    public static void unlessEqual(String what, Object expected, Object found) {
        unless(
                String.valueOf(expected).equals(String.valueOf(found)),
                "%s is %s, expected %s".formatted(what, found, expected));
    }
}
