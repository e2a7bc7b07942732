package dev.slipway.gitops.chaos.program;

import dev.slipway.gitops.Yaml;
import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.chaos.Schedule;
import dev.slipway.gitops.files.Mistakes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Reads {@code chaos/<name>.yaml}. */
final class ProgramReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private ProgramReader() {}

    /**
     * Reads a program.
     *
     * @param name the file's name without its ending
     * @throws IllegalArgumentException if fields are missing, unknown or not what they must be
     */
    static Program read(String name, String text) {
        Mistakes mistakes = new Mistakes();
        Section file = Section.file(Yaml.read(text), mistakes);
        if (!"slipway.dev/v1".equals(file.text("apiVersion")) || !"Chaos".equals(file.text("kind"))) {
            throw new IllegalArgumentException("Expected apiVersion slipway.dev/v1 and kind Chaos, found %s and %s"
                    .formatted(file.text("apiVersion"), file.text("kind")));
        }
        file.only("apiVersion", "kind", "metadata", "spec");
        named(name, file.in("metadata"));
        Section spec = file.in("spec").only("target", "schedule", "window", "budget", "changes", "kinds", "within");
        Duration within = spec.duration("within", Duration.ofSeconds(1), Duration.ofMinutes(15));
        Program program = new Program(
                name,
                target(spec.in("target").only("tenant", "cluster")),
                schedule(spec),
                budget(spec.in("budget").only("perHour", "atMostAtATime", "perObject")),
                changes(spec),
                kinds(spec.in("kinds").only("allow", "deny")),
                within == null ? WITHIN : within);
        mistakes.throwIfAny();
        return program;
    }

    private static void named(String name, Section metadata) {
        String given = metadata.text("name");
        if (given == null || !NAME.matcher(given).matches()) {
            metadata.wrong("name", given, "a DNS label of at most 40 characters");
        } else if (!given.equals(name)) {
            metadata.wrong("name", given, "the name of the file, '%s'".formatted(name));
        }
    }

    private static Program.Target target(Section target) {
        String tenant = name(target, "tenant");
        String cluster = name(target, "cluster");
        if (target.has("tenant") == target.has("cluster")) {
            target.wrong("has to name either a tenant or a cluster");
        }
        return new Program.Target(tenant, cluster);
    }

    private static @Nullable String name(Section target, String field) {
        String name = target.text(field);
        if (name != null && !NAME.matcher(name).matches()) {
            target.wrong(field, name, "a DNS label of at most 40 characters");
        }
        return name;
    }

    private static Schedule schedule(Section spec) {
        Section schedule = spec.in("schedule").only("every", "cron", "zone");
        Duration every = schedule.duration("every", Duration.ofSeconds(1), Duration.ofDays(30));
        String cron = cron(schedule);
        if (schedule.has("every") == schedule.has("cron")) {
            schedule.wrong("has to say either every or cron");
        }
        ZoneId zone = schedule.zone("zone");
        return new Schedule(every, cron, zone, window(spec));
    }

    private static @Nullable String cron(Section schedule) {
        String text = schedule.text("cron");
        if (text == null) {
            return null;
        }
        String six = text.strip().split("\\s+").length == 5 ? "0 " + text.strip() : text.strip();
        try {
            CronExpression.parse(six);
            return six;
        } catch (IllegalArgumentException e) {
            schedule.wrong("cron", text, "a cron expression of five or six fields: " + e.getMessage());
            return null;
        }
    }

    private static Schedule.@Nullable Window window(Section spec) {
        if (!spec.has("window")) {
            return null;
        }
        Section window = spec.in("window").only("days", "from", "to");
        LocalTime from = window.time("from", LocalTime.MIDNIGHT);
        LocalTime to = window.time("to", LocalTime.MIDNIGHT);
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            window.wrong("to", to, "a time after from, %s; hours over midnight take two programs".formatted(from));
        }
        return new Schedule.Window(days(window), from, to);
    }

    private static Set<DayOfWeek> days(Section window) {
        Set<String> given = window.texts("days");
        if (given == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : given) {
            Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() >= 3)
                    .findFirst()
                    .ifPresentOrElse(days::add, () -> window.wrong("days", text, "days such as Mon or Monday"));
        }
        return days;
    }

    private static Program.Budget budget(Section budget) {
        return new Program.Budget(
                budget.number("perHour", 12, 1, 3600),
                budget.number("atMostAtATime", 1, 1, 50),
                budget.number("perObject", 4, 1, 60));
    }

    private static Set<Change> changes(Section spec) {
        Set<String> given = spec.texts("changes");
        if (given == null) {
            return EnumSet.allOf(Change.class);
        }
        Set<Change> changes = EnumSet.noneOf(Change.class);
        given.forEach(text -> Change.of(text)
                .ifPresentOrElse(changes::add, () -> spec.wrong("changes", text, "one of " + Change.all())));
        return changes;
    }

    private static Program.Kinds kinds(Section kinds) {
        return new Program.Kinds(kinds(kinds, "allow"), kinds(kinds, "deny"));
    }

    private static Set<String> kinds(Section kinds, String field) {
        Set<String> given = kinds.texts(field);
        if (given == null) {
            return Set.of();
        }
        given.stream()
                .filter(kind -> !KIND.matcher(kind).matches())
                .forEach(kind -> kinds.wrong(field, kind, "a kind such as ConfigMap"));
        return given;
    }
}
