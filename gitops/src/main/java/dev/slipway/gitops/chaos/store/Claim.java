package dev.slipway.gitops.chaos.store;

/**
 * The right to make a change, or why there is none.
 *
 * @param id the change's number, 0 where it may not be made
 * @param limit what stands in the way of any change of the program now; empty where nothing does
 */
public record Claim(long id, String limit) {

    static Claim granted(long id) {
        return new Claim(id, "");
    }

    static Claim limited(String limit) {
        return new Claim(0, limit);
    }

    /** This object has had enough; another may be changed. */
    static final Claim ANOTHER = new Claim(0, "");

    public boolean isGranted() {
        return id > 0;
    }
}
