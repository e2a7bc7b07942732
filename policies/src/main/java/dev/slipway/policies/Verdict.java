package dev.slipway.policies;

import java.util.Locale;

/** What policies say of a request, from the mildest to the worst. */
public enum Verdict {
    ALLOW,
    WARN,
    NEEDS_APPROVAL,
    DENY;

    /** The word used in policy files and in the API, such as {@code needs-approval}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The worse of the two. */
    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
