package dev.slipway.catalog.publishing;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A semantic version (semver.org 2.0.0) without build metadata, ordered by precedence.
 *
 * @param preRelease the dot-separated identifiers after the dash, empty for a release
 */
public record SemVer(int major, int minor, int patch, String preRelease) implements Comparable<SemVer> {

    private static final Pattern SHAPE = Pattern.compile(
            "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
                    + "(?:-((?:0|[1-9]\\d{0,8}|\\d*[a-z][0-9a-z]{0,20})(?:\\.(?:0|[1-9]\\d{0,8}|\\d*[a-z][0-9a-z]{0,20})){0,5}))?");
    private static final int MAX_LENGTH = 64;
    private static final Comparator<SemVer> BY_PRECEDENCE = Comparator.comparingInt(SemVer::major)
            .thenComparingInt(SemVer::minor)
            .thenComparingInt(SemVer::patch)
            .thenComparing(SemVer::preRelease, SemVer::comparePreReleases);

    /** The version, or empty if the text isn't one. */
    public static Optional<SemVer> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var preRelease = match.group(4);
        return Optional.of(new SemVer(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                preRelease == null ? "" : preRelease));
    }

    @Override
    public int compareTo(SemVer other) {
        return BY_PRECEDENCE.compare(this, other);
    }

    private static int comparePreReleases(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        var mine = left.split("\\.");
        var theirs = right.split("\\.");
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            var order = compareIdentifiers(mine[i], theirs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.length, theirs.length);
    }

    private static int compareIdentifiers(String left, String right) {
        var leftIsNumber = isNumber(left);
        var rightIsNumber = isNumber(right);
        if (leftIsNumber && rightIsNumber) {
            return Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        }
        return leftIsNumber == rightIsNumber ? left.compareTo(right) : Boolean.compare(rightIsNumber, leftIsNumber);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
