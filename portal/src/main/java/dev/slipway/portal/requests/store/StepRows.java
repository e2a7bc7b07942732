package dev.slipway.portal.requests.store;

import dev.slipway.portal.requests.Step;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The timelines of requests: steps as rows. */
@Repository
class StepRows {

    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(UUID request, Step step) {
        jdbc.sql("""
                        insert into request_step (request_id, step, outcome, at, detail)
                        values (:id, :step, :outcome, :at, :detail)
                        """)
                .param("id", request)
                .param("step", step.name().name())
                .param("outcome", step.outcome().name())
                .param("at", RequestRow.utc(step.at()))
                .param("detail", step.detail())
                .update();
    }

    /** Takes the place of the last step where that is about the same and did not work either. */
    void repeat(UUID request, Step step) {
        int repeated = jdbc.sql("""
                        update request_step set at = :at, detail = :detail
                         where id = (select max(id) from request_step where request_id = :request)
                           and step = :step and outcome = :outcome
                        """)
                .param("at", RequestRow.utc(step.at()))
                .param("detail", step.detail())
                .param("request", request)
                .param("step", step.name().name())
                .param("outcome", step.outcome().name())
                .update();
        if (repeated == 0) {
            append(request, step);
        }
    }

    List<Step> of(UUID request) {
        return jdbc.sql("select * from request_step where request_id = :id order by id")
                .param("id", request)
                .query((row, number) -> new Step(
                        Step.Name.valueOf(row.getString("step")),
                        Step.Outcome.valueOf(row.getString("outcome")),
                        RequestRow.instant(row, "at"),
                        row.getString("detail")))
                .list();
    }
}
