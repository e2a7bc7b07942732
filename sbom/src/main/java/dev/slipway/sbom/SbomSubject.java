package dev.slipway.sbom;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an SBOM is of: a product (such as the portal itself) or one part of an instance.
 *
 * <p>SBOMs of the same {@link #key()} are one history, whatever their versions.
 *
 * @param kind product or instance
 * @param name what is scanned: letters, digits and {@code ._+:@/~-}, starting with a letter, digit or {@code @}, at most 200
 *     characters; an instance with several images has one subject per image name
 * @param version its version: same characters, at most 200
 * @param tenant the tenant, for instances only
 * @param instance the instance's name within the tenant, for instances only
 * @param team the team that owns the instance, for instances only
 */
public record SbomSubject(
        Kind kind,
        String name,
        String version,
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable String team) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9@][A-Za-z0-9._+:@/~-]{0,199}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** What a subject can be. */
    public enum Kind {
        PRODUCT,
        INSTANCE
    }

    /** @throws IllegalArgumentException if a part isn't as described above */
    public SbomSubject {
        require(WORD, "name", name);
        require(WORD, "version", version);
        if (kind == Kind.INSTANCE) {
            require(LABEL, "tenant", tenant);
            require(LABEL, "instance", instance);
            require(LABEL, "team", team);
        } else if (tenant != null || instance != null || team != null) {
            throw new IllegalArgumentException(
                    "The product " + name + " has a tenant, instance or team; only instances have these");
        }
    }

    /** A product that is delivered to others; everyone may see its SBOM. */
    public static SbomSubject product(String name, String version) {
        return new SbomSubject(Kind.PRODUCT, name, version, null, null, null);
    }

    /** A part of an instance, for example one of its images. */
    public static SbomSubject instance(String tenant, String instance, String team, String name, String version) {
        return new SbomSubject(Kind.INSTANCE, name, version, tenant, instance, team);
    }

    /** What stays the same from version to version: {@code product/<name>} or {@code instance/<tenant>/<instance>/<name>}. */
    public String key() {
        return kind == Kind.PRODUCT ? "product/" + name : "instance/" + tenant + "/" + instance + "/" + name;
    }

    private static void require(Pattern grammar, String what, @Nullable String value) {
        if (value == null || !grammar.matcher(value).matches()) {
            throw new IllegalArgumentException("The " + what + " of an SBOM's subject is "
                    + Source.quote(Objects.toString(value)) + "; expected " + grammar);
        }
    }
}
