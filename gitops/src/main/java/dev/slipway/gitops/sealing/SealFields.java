package dev.slipway.gitops.sealing;

import dev.slipway.gitops.Tenant;
import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.files.Mistakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.sealed} of a tenant's file. */
public final class SealFields {

    private static final int MOST_ALLOWANCES = 100;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_NAME = 253;

    private SealFields() {}

    /** The field as it stands in a tenant's file, {@code null} where there is none. */
    public static @Nullable Object raw(String text) {
        return Yaml.read(text).get("spec") instanceof Map<?, ?> spec ? spec.get("sealed") : null;
    }

    /**
     * Whether and how a tenant's namespace is sealed.
     *
     * @throws IllegalArgumentException if something in the field is not what it must be
     */
    public static Optional<Seal> read(Tenant tenant, String text) {
        Object sealed = raw(text);
        if (sealed == null || Boolean.FALSE.equals(sealed)) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(sealed)) {
            return Optional.of(seal(tenant, List.of()));
        }
        if (!(sealed instanceof Map<?, ?> map) || !map.keySet().stream().allMatch("allow"::equals)) {
            throw new IllegalArgumentException(
                    "spec.sealed is %s, expected true or an object with allow".formatted(sealed));
        }
        return Optional.of(seal(tenant, allowances(map.get("allow"))));
    }

    private static Seal seal(Tenant tenant, List<Seal.Allowance> allowed) {
        return new Seal(tenant.name(), tenant.cluster(), tenant.namespace(), allowed);
    }

    private static List<Seal.Allowance> allowances(@Nullable Object value) {
        if (!(value instanceof List<?> items) || items.size() > MOST_ALLOWANCES) {
            throw new IllegalArgumentException(
                    "spec.sealed.allow is %s, expected a list of at most %d objects with kind"
                            .formatted(value, MOST_ALLOWANCES));
        }
        List<Seal.Allowance> allowed = new ArrayList<>();
        Mistakes mistakes = new Mistakes();
        for (Object item : items) {
            Seal.Allowance allowance = mistakes.noting(() -> allowance(item));
            if (allowance != null) {
                allowed.add(allowance);
            }
        }
        mistakes.throwIfAny();
        return allowed;
    }

    private static Seal.Allowance allowance(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)
                || !(map.get("kind") instanceof String kind)
                || kind.isBlank()
                || !List.of("kind", "group", "names").containsAll(map.keySet())) {
            throw new IllegalArgumentException(
                    "spec.sealed.allow has %s, expected {kind, group?, names?}".formatted(item));
        }
        Object group = map.get("group");
        return new Seal.Allowance(kind, group == null ? null : String.valueOf(group), names(map.get("names")));
    }

    private static List<String> names(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items) || items.isEmpty() || items.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "spec.sealed.allow.names is %s, expected a list of 1 to %d names".formatted(value, MOST_NAMES));
        }
        return items.stream()
                .map(String::valueOf)
                .peek(name -> {
                    if (name.isBlank() || name.length() > LONGEST_NAME) {
                        throw new IllegalArgumentException(
                                "spec.sealed.allow.names has a name of %d characters, expected 1 to %d"
                                        .formatted(name.length(), LONGEST_NAME));
                    }
                })
                .toList();
    }
}
