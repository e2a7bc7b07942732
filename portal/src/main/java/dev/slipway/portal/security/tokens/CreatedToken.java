package dev.slipway.portal.security.tokens;

/**
 * A token just made: the only time its value is known.
 *
 * @param value what to send, {@code slw_…}
 */
public record CreatedToken(AccessToken token, String value) {

    @Override
    public String toString() {
        return "CreatedToken[" + token + "]"; // without the value, which must not get into logs
    }
}
