package dev.slipway.gitops.exemptions;

import java.util.Set;
import java.util.regex.Pattern;

/** Which fields may be exempt: named ones below the roots of an object, but none by which the platform knows its objects. */
public final class FieldPaths {

    private static final int LONGEST = 500;
    private static final Pattern FORM = Pattern.compile("[A-Za-z_$][^\\[\\]\\s]*(\\[[^\\[\\]]+](\\.?[^\\[\\]\\s]+)?)*");

    /** Too much to name no field of, or not of the object's own. */
    private static final Set<String> TOO_WIDE =
            Set.of("spec", "metadata", "metadata.labels", "metadata.annotations", "status", "apiVersion", "kind");

    private FieldPaths() {}

    /** Whether a field is one, or is below it. */
    static boolean isWithin(String path, String field) {
        return field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
    }

    /**
     * Checks a path such as {@code spec.replicas} or {@code spec.template.spec.containers[name=web].image}.
     *
     * @throws IllegalArgumentException if it is none, too wide, or the platform's own
     */
    public static String checked(String path) {
        if (path.length() > LONGEST || !FORM.matcher(path).matches() || path.endsWith(".") || path.contains("..")) {
            throw new IllegalArgumentException(
                    "'%s' is no field path, expected one such as spec.replicas or spec.template.spec.containers[name=web].image"
                            .formatted(path.length() > 100 ? path.substring(0, 100) + "…" : path));
        }
        if (TOO_WIDE.contains(path)) {
            throw new IllegalArgumentException("'%s' exempts too much; name the fields below it".formatted(path));
        }
        boolean own = path.startsWith("metadata.")
                && !path.startsWith("metadata.labels.")
                && !path.startsWith("metadata.annotations.");
        if (own || path.contains(".slipway.dev/") || path.startsWith("status.")) {
            throw new IllegalArgumentException(
                    "'%s' can't be exempt: of metadata only labels and annotations can, the platform's own can't, and status is nobody's"
                            .formatted(path));
        }
        return path;
    }
}
