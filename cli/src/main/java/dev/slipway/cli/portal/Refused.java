package dev.slipway.cli.portal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The portal answered, and the answer was no: a problem (RFC 9457) with a line for each field it names. */
public final class Refused extends RuntimeException {

    private final int status;
    private final List<String> details;

    /**
     * @param status the HTTP status, 300 to 599
     * @param message what happened, for people
     */
    public Refused(int status, String message) {
        this(status, message, List.of());
    }

    private Refused(int status, String message, List<String> details) {
        super(message);
        this.status = status;
        this.details = details;
    }

    static Refused from(int status, JsonNode problem) {
        String title = problem.path("title").asString("");
        String detail = problem.path("detail").asString("");
        String message = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
        if (message.isEmpty()) {
            message = "The portal answered with HTTP status " + status;
        }
        return new Refused(status, message, details(problem, detail));
    }

    /** Where the summary is the only error, that isn't said again. */
    private static List<String> details(JsonNode problem, String summary) {
        List<String> details = new ArrayList<>();
        JsonNode errors = problem.path("errors");
        for (JsonNode error : errors) {
            String where = error.path("pointer").asString(error.path("field").asString(""));
            String detail = error.path("detail").asString("");
            if (errors.size() > 1 || detail.isEmpty() || !detail.equals(summary)) {
                details.add((where + "  " + detail).strip());
            }
        }
        JsonNode correlation = problem.path("correlationId");
        if (correlation.isString()) {
            details.add("correlation id " + correlation.asString());
        }
        return List.copyOf(details);
    }

    /** @return the HTTP status, 300 to 599 */
    public int status() {
        return status;
    }

    /** @return a line for each refused field that the message doesn't tell of, beginning with its JSON pointer */
    public List<String> details() {
        return details;
    }
}
