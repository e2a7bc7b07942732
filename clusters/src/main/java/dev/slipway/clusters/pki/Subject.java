package dev.slipway.clusters.pki;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Whom a certificate is for, as Kubernetes reads it.
 *
 * @param user the CN
 * @param groups the Os
 */
public record Subject(String user, Set<String> groups) {

    /** A component of the control plane with full rights. */
    public static Subject master(String user) {
        return new Subject(user, Set.of("system:masters"));
    }

    /** @throws IllegalArgumentException if a name is empty, longer than 253 characters or reserved by Kubernetes */
    public static Subject person(String user, Set<String> groups) {
        check("user", user);
        groups.forEach(group -> check("group", group));
        if (groups.size() > 100) {
            throw new IllegalArgumentException(
                    "%d groups are too many (expected: at most 100)".formatted(groups.size()));
        }
        return new Subject(user, groups);
    }

    private static void check(String what, String name) {
        boolean printable = name.chars().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > 253 || !printable || name.startsWith("system:")) {
            throw new IllegalArgumentException(
                    "Not a %s: '%s' (expected: 1 to 253 printable characters, not starting with 'system:')"
                            .formatted(what, name.length() > 60 ? name.substring(0, 60) + "…" : name));
        }
    }

    X500Name toName() {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        List.copyOf(new TreeSet<>(groups)).forEach(group -> name.addRDN(BCStyle.O, group));
        return name.addRDN(BCStyle.CN, user).build();
    }
}
