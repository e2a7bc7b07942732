package dev.slipway.gitops.ledger.chain;

import dev.slipway.gitops.ledger.Ledger.Head;
import dev.slipway.gitops.ledger.Ledger.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks the chain as it lies in the database and recomputes it. */
final class ChainCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 2_000;

    private final JdbcClient jdbc;
    private Head good;

    ChainCheck(JdbcClient jdbc, Head from) {
        this.jdbc = jdbc;
        this.good = from;
    }

    private record Row(long sequence, String payload, String hash) {}

    Verdict run() {
        String start = startProblem();
        if (start != null) {
            return new Verdict(Head.NONE, start);
        }
        while (true) {
            List<Row> rows = rows(good.sequence());
            for (Row row : rows) {
                String problem = problem(row);
                if (problem != null) {
                    return new Verdict(good, problem);
                }
                good = new Head(row.sequence(), row.hash());
            }
            if (rows.size() < AT_ONCE) {
                return new Verdict(good, null);
            }
        }
    }

    private @Nullable String startProblem() {
        if (good.sequence() == 0) {
            return null;
        }
        List<Row> before = rows(good.sequence() - 1);
        Row start = before.isEmpty() ? null : before.get(0);
        return start != null
                        && start.sequence() == good.sequence()
                        && start.hash().equals(good.hash())
                ? null
                : "Entry %d is no longer the one that was verified before".formatted(good.sequence());
    }

    private List<Row> rows(long after) {
        return jdbc.sql("select sequence, payload, hash from ledger where sequence > :after order by sequence limit :n")
                .param("after", after)
                .param("n", AT_ONCE)
                .query((row, number) ->
                        new Row(row.getLong("sequence"), row.getString("payload"), row.getString("hash")))
                .list();
    }

    private @Nullable String problem(Row row) {
        long expected = good.sequence() + 1;
        if (row.sequence() != expected) {
            return "Entry %d is missing; after %d comes %d".formatted(expected, good.sequence(), row.sequence());
        }
        if (!Payload.hash(row.payload()).equals(row.hash())) {
            return "Entry %d was changed: its content no longer has its hash".formatted(expected);
        }
        return good.hash().equals(previous(row.payload()))
                ? null
                : "Entry %d does not follow entry %d: it names another hash before it"
                        .formatted(expected, good.sequence());
    }

    private static @Nullable String previous(String payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            return json.path("previous").asString(null);
        } catch (JacksonException e) {
            return null;
        }
    }
}
