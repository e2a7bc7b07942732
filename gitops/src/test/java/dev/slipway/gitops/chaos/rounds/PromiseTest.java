package dev.slipway.gitops.chaos.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z"); // a Friday

    private static Program everyTenMinutes(int perHour, int atATime, Schedule.@Nullable Window window) {
        return new Program(
                "checkout",
                new Program.Target("checkout", null),
                new Schedule(Duration.ofMinutes(10), null, ZoneOffset.UTC, window),
                new Program.Budget(perHour, atATime, 4),
                Set.of(Change.DELETE),
                new Program.Kinds(Set.of(), Set.of()),
                Duration.ofSeconds(15));
    }

    @Test
    void givesEveryCellItsRoundTwice() {
        Promise promise = new Promise(everyTenMinutes(100, 1, null), 6, 2);

        assertThat(promise.due(NOON)).contains(NOON.plus(Duration.ofHours(2)).plusSeconds(15));
    }

    @Test
    void waitsForTheBudget() {
        Promise promise = new Promise(everyTenMinutes(2, 2, null), 6, 2);

        assertThat(promise.due(NOON)).contains(NOON.plus(Duration.ofHours(6)).plusSeconds(15));
    }

    @Test
    void doesNotCountTheHoursThatAreNotAllowed() {
        var week = new Schedule.Window(
                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(12, 30));
        Promise promise = new Promise(everyTenMinutes(100, 1, week), 3, 2);

        // 12:10 and 12:20 on Friday, then 8:00 to 8:30 on Monday.
        assertThat(promise.due(NOON)).contains(Instant.parse("2026-11-23T08:30:15Z"));
    }

    @Test
    void findsTheNewestThatIsOverdue() {
        Promise promise = new Promise(everyTenMinutes(100, 1, null), 1, 2);
        Instant now = NOON;
        Instant fresh = now.minus(Duration.ofMinutes(15));
        Instant late = now.minus(Duration.ofMinutes(45));
        Instant later = now.minus(Duration.ofHours(9));

        assertThat(promise.newestOverdue(List.of(late, fresh, later), now)).contains(late);
        assertThat(promise.newestOverdue(List.of(fresh), now)).isEmpty();
    }
}
