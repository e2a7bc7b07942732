package dev.slipway.portal.requests.review;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pull requests of requests. */
@Repository
class ReviewStore {

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Review> find(UUID request) {
        return jdbc.sql("select * from pull_request where request_id = :id")
                .param("id", request)
                .query((row, number) -> new Review(
                        row.getObject("request_id", UUID.class),
                        row.getLong("number"),
                        row.getString("url"),
                        row.getString("proposed")))
                .optional();
    }

    void save(Review review) {
        jdbc.sql("""
            insert into pull_request (request_id, number, url, proposed)
            values (:id, :number, :url, :proposed)
            on conflict (request_id) do update set number = :number, url = :url, proposed = :proposed
            """)
                .param("id", review.request())
                .param("number", review.number())
                .param("url", review.url())
                .param("proposed", review.proposed())
                .update();
    }

    /** Has all open ones looked at now. */
    @Transactional
    public int lookAtAllNow() {
        return jdbc.sql("""
            update request set next_attempt_at = now()
             where state = 'ACCEPTED' and id in (select request_id from pull_request)
            """).update();
    }
}
