package dev.slipway.cli.demo.report;

import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of the whole story.
 *
 * @param steps every step in its order
 */
public record StoryReport(List<StepResult> steps) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public StoryReport {
        steps = List.copyOf(steps);
    }

    /** @return whether there were steps and every one was observed to hold */
    public boolean ok() {
        return !steps.isEmpty() && steps.stream().allMatch(StepResult::ok);
    }

    /** @return {@code {"steps":[{"name","ok","millis","detail"}],"ok"}} */
    public String json() {
        ObjectNode report = JSON.createObjectNode();
        ArrayNode list = report.putArray("steps");
        for (StepResult step : steps) {
            list.addObject()
                    .put("name", step.name())
                    .put("ok", step.ok())
                    .put("millis", step.millis())
                    .put("detail", step.detail());
        }
        report.put("ok", ok());
        return JSON.writeValueAsString(report) + "\n";
    }
}
