package dev.slipway.portal.ledger;

import dev.slipway.gitops.ledger.EntryType;
import dev.slipway.portal.visibility.Choices;
import dev.slipway.portal.web.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asks for, as URLs say it; {@code null} or empty means all.
 *
 * @param type the entries' types, e.g. {@code drift}
 * @param cluster the cluster
 * @param tenant the tenant
 * @param instance the instance's name
 * @param kind the object's kind
 * @param namespace the object's namespace
 * @param name the object's name
 * @param manager a field manager
 * @param user the person behind it
 * @param from no earlier: a date or a time in UTC, such as {@code 2026-11-22} or {@code 2026-11-22T08:00}
 * @param to earlier: likewise
 */
record LedgerAsked(
        @Nullable List<String> type,
        @Nullable String cluster,
        @Nullable String tenant,
        @Nullable String instance,
        @Nullable String kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String manager,
        @Nullable String user,
        @Nullable String from,
        @Nullable String to) {

    private static final Set<String> TYPES =
            Arrays.stream(EntryType.values()).map(EntryType::label).collect(Collectors.toSet());

    LedgerAsked {
        type = type == null
                ? List.of()
                : type.stream().filter(each -> !each.isBlank()).toList();
        cluster = Choices.given(cluster);
        tenant = Choices.given(tenant);
        instance = Choices.given(instance);
        kind = Choices.given(kind);
        namespace = Choices.given(namespace);
        name = Choices.given(name);
        manager = Choices.given(manager);
        user = Choices.given(user);
        from = Choices.given(from);
        to = Choices.given(to);
    }

    /** All entries of a cluster, of all clusters for {@code null}. */
    static LedgerAsked in(@Nullable String cluster) {
        return new LedgerAsked(null, cluster, null, null, null, null, null, null, null, null, null);
    }

    /** Whether something is asked for that few ask for. */
    public boolean hasDetails() {
        return Stream.of(instance, kind, namespace, name, manager, from, to).anyMatch(Objects::nonNull);
    }

    /**
     * The types, {@code null} for all.
     *
     * @throws InvalidInputException if there is no such type
     */
    @Nullable
    Set<String> types() {
        if (type == null || type.isEmpty()) {
            return null;
        }
        for (String each : type) {
            if (!TYPES.contains(each)) {
                throw new InvalidInputException(
                        "/type",
                        "type is '%s', expected one of %s."
                                .formatted(
                                        Choices.shown(each),
                                        TYPES.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        return Set.copyOf(type);
    }

    /**
     * The beginning, {@code null} for none.
     *
     * @throws InvalidInputException if it is no time
     */
    @Nullable
    Instant begin() {
        return time("from", from);
    }

    /**
     * The end, {@code null} for none.
     *
     * @throws InvalidInputException if it is no time, or not after the beginning
     */
    @Nullable
    Instant end() {
        Instant begin = begin();
        Instant end = time("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new InvalidInputException(
                    "/to", "to is '%s', expected a time after from, '%s': to itself is left out.".formatted(to, from));
        }
        return end;
    }

    private static @Nullable Instant time(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below, with what was expected.
        }
        throw new InvalidInputException(
                "/" + parameter,
                "%s is '%s', expected a date or a time in UTC such as 2026-11-22 or 2026-11-22T08:00:00Z."
                        .formatted(parameter, Choices.shown(text)));
    }
}
