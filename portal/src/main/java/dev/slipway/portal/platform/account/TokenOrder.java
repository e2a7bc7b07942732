package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a token to be.
 *
 * @param name to recognise it by, 1–{@value #LONGEST_NAME} characters
 * @param expiresInDays 1–365, {@value #DEFAULT_DAYS} if absent
 * @param readOnly whether it may only look; false if absent
 */
record TokenOrder(
        @Nullable String name,
        @Nullable Integer expiresInDays,
        @Nullable Boolean readOnly) {

    static final int DEFAULT_DAYS = 30;
    static final int LONGEST_NAME = 60;

    private static final long MOST_DAYS = AccessTokens.LONGEST.toDays();

    /**
     * Checks all fields at once.
     *
     * @throws InvalidInputException naming every wrong one
     */
    void check() {
        var errors = new ArrayList<FieldProblem>();
        if (checkedName().isEmpty() || checkedName().length() > LONGEST_NAME) {
            errors.add(new FieldProblem("/name", "Give the token a name of 1 to " + LONGEST_NAME + " characters."));
        }
        var days = life().toDays();
        if (days < 1 || days > MOST_DAYS) {
            errors.add(new FieldProblem("/expiresInDays", "Give a number of days from 1 to " + MOST_DAYS + "."));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException("The token can't be made like this.", errors);
        }
    }

    String checkedName() {
        return name == null ? "" : name.strip();
    }

    Duration life() {
        return Duration.ofDays(expiresInDays == null ? DEFAULT_DAYS : expiresInDays);
    }

    boolean onlyReads() {
        return Boolean.TRUE.equals(readOnly);
    }
}
