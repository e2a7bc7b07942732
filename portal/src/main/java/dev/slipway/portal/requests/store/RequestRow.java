package dev.slipway.portal.requests.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.repository.Plan;
import dev.slipway.policies.Finding;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requester;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a request stands in its row. */
final class RequestRow {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private RequestRow() {}

    static Request read(ResultSet row, int number) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                RequestKind.valueOf(row.getString("kind")),
                new InstanceKey(row.getString("tenant"), row.getString("name")),
                row.getString("team"),
                row.getString("entry"),
                row.getString("version"),
                row.getString("plan"),
                JSON.readValue(row.getString("parameters"), PARAMETERS),
                JSON.readValue(row.getString("files"), Plan.class),
                row.getString("policy_result"),
                JSON.readValue(row.getString("findings"), FINDINGS),
                RequestState.valueOf(row.getString("state")),
                JSON.readValue(row.getString("requester"), Requester.class),
                approver(row.getString("approver")),
                instant(row, "created_at"),
                row.getString("commit_id"),
                row.getInt("attempts"),
                List.of());
    }

    private static @Nullable Requester approver(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, Requester.class);
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
