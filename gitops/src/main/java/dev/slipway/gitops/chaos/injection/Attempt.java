package dev.slipway.gitops.chaos.injection;

/**
 * What came of trying to change an object.
 *
 * @param id the change's number, 0 where none was made
 * @param reason why none was made; empty where one was
 * @param isFinal whether no other object needs to be tried now
 */
public record Attempt(long id, String reason, boolean isFinal) {

    static Attempt made(long id) {
        return new Attempt(id, "", false);
    }

    static Attempt another(String reason) {
        return new Attempt(0, reason, false);
    }

    static Attempt limited(String reason) {
        return new Attempt(0, reason, true);
    }
}
