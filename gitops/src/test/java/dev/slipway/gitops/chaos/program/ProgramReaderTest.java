package dev.slipway.gitops.chaos.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.gitops.chaos.Change;
import dev.slipway.gitops.chaos.Program;
import dev.slipway.gitops.files.Mistakes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramReaderTest {

    private static final String WHOLE = """
            apiVersion: slipway.dev/v1
            kind: Chaos
            metadata: {name: checkout}
            spec:
              target: {tenant: checkout}
              schedule: {cron: "*/10 * * * *", zone: Europe/Berlin}
              window: {days: [Mon, Tuesday, wed], from: "08:30", to: "17:00"}
              budget: {perHour: 6, atMostAtATime: 2, perObject: 1}
              changes: [edit-field, delete]
              kinds: {allow: [ConfigMap, PersistentVolumeClaim, StatefulSet], deny: [Service]}
              within: PT30S
            """;

    private static Program read(String text) {
        return ProgramReader.read("checkout", text);
    }

    @Test
    void readsAWholeProgram() {
        Program program = read(WHOLE);

        assertThat(program.target()).isEqualTo(new Program.Target("checkout", null));
        assertThat(program.budget()).isEqualTo(new Program.Budget(6, 2, 1));
        assertThat(program.within()).isEqualTo(Duration.ofSeconds(30));
        assertThat(program.schedule().window().days())
                .containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY);
        assertThat(program.schedule().window().from()).isEqualTo(LocalTime.of(8, 30));
    }

    @Test
    void keepsItsHoursOverANightAndAWeekend() {
        Program program = read(WHOLE);

        // Wednesday 16:55 in Berlin; the next allowed moment is Monday 08:30, which is also a round.
        assertThat(program.schedule().next(Instant.parse("2026-11-25T15:55:00Z")))
                .contains(Instant.parse("2026-11-30T07:30:00Z"));
    }

    @Test
    void leavesDataAloneWhateverIsNamed() {
        Program program = read(WHOLE);

        assertThat(program.admits("PersistentVolumeClaim", Change.DELETE)).isFalse();
        assertThat(program.admits("PersistentVolumeClaim", Change.EDIT_FIELD)).isTrue();
        assertThat(program.admits("StatefulSet", Change.DELETE)).isTrue();
        assertThat(program.admits("Service", Change.EDIT_FIELD)).isFalse();
    }

    @Test
    void wantsDataToBeNamed() {
        Program program = read(WHOLE.replaceAll("kinds: .*", ""));

        assertThat(program.admits("Secret", Change.ADD_FIELD)).isFalse();
        assertThat(program.admits("StatefulSet", Change.DELETE)).isFalse();
        assertThat(program.admits("StatefulSet", Change.EDIT_FIELD)).isTrue();
        assertThat(program.admits("Namespace", Change.EDIT_FIELD)).isFalse();
    }

    @Test
    void tellsAllThatIsWrong() {
        String broken = WHOLE.replace("{tenant: checkout}", "{tenant: A_b}")
                .replace("Europe/Berlin", "Europe/Atlantis")
                .replace("perHour: 6", "perHour: 0")
                .replace("[edit-field, delete]", "[edit-field, paint-it-black]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(broken))
                .satisfies(told -> assertThat(Mistakes.of(told))
                        .hasSize(4)
                        .anySatisfy(mistake -> assertThat(mistake).startsWith("spec.target.tenant is 'A_b'"))
                        .anySatisfy(
                                mistake -> assertThat(mistake).startsWith("spec.schedule.zone is 'Europe/Atlantis'"))
                        .anySatisfy(mistake -> assertThat(mistake).startsWith("spec.budget.perHour is '0'"))
                        .anySatisfy(mistake -> assertThat(mistake).startsWith("spec.changes is 'paint-it-black'")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: Chaos            | kind: Chaoss               | kind Chaos, found slipway.dev/v1 and Chaoss
            name: checkout}        | name: other}               | metadata.name is 'other', expected the name of the file, 'checkout'
            {tenant: checkout}     | {tenant: a, cluster: b}    | spec.target has to name either a tenant or a cluster
            {tenant: checkout}     | {tenant: A_b}              | spec.target.tenant is 'A_b', expected a DNS label
            "*/10 * * * *"         | "every now and then"       | spec.schedule.cron is 'every now and then', expected a cron expression
            cron: "*/10 * * * *"   | every: 10m                 | spec.schedule.every is '10m', expected a duration from PT1S to PT720H
            Europe/Berlin          | Europe/Atlantis            | spec.schedule.zone is 'Europe/Atlantis', expected a time zone
            "17:00"                | 17:00                      | spec.window.to is '1020', expected a time of day in quotes
            "17:00"                | "07:00"                    | spec.window.to is '07:00', expected a time after from, 08:30
            [Mon, Tuesday, wed]    | [Someday]                  | spec.window.days is 'Someday', expected days such as Mon
            perHour: 6             | perHour: 0                 | spec.budget.perHour is '0', expected a whole number from 1 to 3600
            perHour: 6             | perhour: 6                 | spec.budget.perhour is not known here, expected one of perHour
            edit-field             | paint-it-black             | spec.changes is 'paint-it-black', expected one of edit-field, remove-field
            deny: [Service]        | deny: [services]           | spec.kinds.deny is 'services', expected a kind such as ConfigMap
            PT30S                  | PT30H                      | spec.within is 'PT30H', expected a duration from PT1S to PT15M
            """)
    void refusesWhatCantBeMeant(String part, String instead, String message) {
        assertThat(WHOLE).contains(part);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(WHOLE.replace(part, instead)))
                .withMessageContaining(message);
    }
}
