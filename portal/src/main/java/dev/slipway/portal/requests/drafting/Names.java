package dev.slipway.portal.requests.drafting;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tenants and instances may be called: DNS labels (RFC 1123) of at most 40 characters. */
final class Names {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Set<String> RESERVED = Set.of("default", "host", "slipway", "tenant", "tenants");

    private Names() {}

    /** What is wrong with a name, or {@code null} where nothing is. */
    static @Nullable String problemWith(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "A name is missing; give one such as orders-db.";
        }
        if (!LABEL.matcher(name).matches()) {
            return "'%s' is no valid name: use lower-case letters, digits and dashes, at most 40, for example orders-db."
                    .formatted(shown(name));
        }
        return null;
    }

    /** What is wrong with a name for a tenant: some namespaces belong to the cluster itself. */
    static @Nullable String problemWithTenant(String name) {
        return RESERVED.contains(name) || name.startsWith("kube-")
                ? "'%s' is reserved for the platform; choose another name.".formatted(name)
                : null;
    }

    /** A team's name as a DNS label. */
    static String label(String team) {
        String label =
                team.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return label.length() <= 40 ? label : label.substring(0, 40).replaceAll("-+$", "");
    }

    /** A stranger's text, fit for a message: short, and with nothing that changes how the rest is read. */
    static String shown(String text) {
        String visible = text.replaceAll("\\p{C}", "?");
        return visible.length() <= 60 ? visible : visible.substring(0, 60) + "…";
    }
}
