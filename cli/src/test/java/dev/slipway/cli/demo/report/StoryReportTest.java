package dev.slipway.cli.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StoryReportTest {

    private static final StepResult HELD = new StepResult("It starts", true, 12, "after 12 ms");
    private static final StepResult FAILED = new StepResult("It \"ends\"", false, 3, "no: 500\nsorry");

    @Test
    void isOkOnlyIfEveryStepHeld() {
        assertThat(new StoryReport(List.of(HELD, HELD)).ok()).isTrue();
        assertThat(new StoryReport(List.of(HELD, FAILED)).ok()).isFalse();
        assertThat(new StoryReport(List.of()).ok()).isFalse();
    }

    @Test
    void writesEachStepWithWhatWasSeen() {
        JsonNode json = new JsonMapper().readTree(new StoryReport(List.of(HELD, FAILED)).json());

        assertThat(json.propertyNames()).containsExactly("steps", "ok");
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.at("/steps/0").propertyNames()).containsExactly("name", "ok", "millis", "detail");
        assertThat(json.at("/steps/0/millis").asLong()).isEqualTo(12);
        assertThat(json.at("/steps/1/name").asString()).isEqualTo("It \"ends\"");
        assertThat(json.at("/steps/1/detail").asString()).isEqualTo("no: 500\nsorry");
    }
}
