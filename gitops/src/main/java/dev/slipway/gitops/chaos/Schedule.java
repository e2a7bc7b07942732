package dev.slipway.gitops.chaos;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The rounds of a program: one every so often, or by a cron expression, within the hours that are allowed.
 *
 * @param every the time between two rounds, {@code null} where {@code cron} says it
 * @param cron six fields from seconds to the day of the week, {@code null} where {@code every} says it
 * @param zone the time zone of {@code cron} and the window
 * @param window the allowed hours, {@code null} for all
 */
public record Schedule(
        @Nullable Duration every,
        @Nullable String cron,
        ZoneId zone,
        @Nullable Window window) {

    /** More steps than the seconds of a day: whatever is not found by then does not come. */
    private static final int MOST_STEPS = 100_000;

    /**
     * The allowed hours.
     *
     * @param days the days of the week
     * @param from the first moment of a day
     * @param to the end of the day's hours, which is not part of them; midnight is the end of the day
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        public Window {
            days = Set.copyOf(days);
        }

        boolean contains(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean beforeEnd = to.equals(LocalTime.MIDNIGHT) || time.isBefore(to);
            return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && beforeEnd;
        }

        /** When the window opens next; the moment itself where it is open. */
        ZonedDateTime opening(ZonedDateTime at) {
            ZonedDateTime opening = at;
            while (!contains(opening)) {
                ZonedDateTime today = opening.with(from);
                boolean isAhead = opening.isBefore(today) && days.contains(opening.getDayOfWeek());
                opening = isAhead ? today : opening.toLocalDate().plusDays(1).atStartOfDay(opening.getZone());
            }
            return opening;
        }
    }

    /** Whether changes are allowed at a moment. */
    public boolean isOpen(Instant at) {
        return window == null || window.contains(at.atZone(zone));
    }

    /** The first round after a moment; empty where none comes. */
    public Optional<Instant> next(Instant after) {
        Instant last = after;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Instant round = step(last);
            if (round == null) {
                return Optional.empty();
            }
            if (window == null || isOpen(round)) {
                return Optional.of(round);
            }
            // A round may fall on the opening itself, so that the search goes on just before it.
            Instant opening = window.opening(round.atZone(zone)).toInstant().minusNanos(1);
            last = opening.isAfter(round) ? opening : round;
        }
        return Optional.empty();
    }

    private @Nullable Instant step(Instant after) {
        if (every != null) {
            long length = every.toMillis();
            return Instant.ofEpochMilli((after.toEpochMilli() / length + 1) * length);
        }
        ZonedDateTime next = CronExpression.parse(String.valueOf(cron)).next(after.atZone(zone));
        return next == null ? null : next.toInstant();
    }
}
