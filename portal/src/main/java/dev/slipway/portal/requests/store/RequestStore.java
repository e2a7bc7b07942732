package dev.slipway.portal.requests.store;

import dev.slipway.gitops.InstanceKey;
import dev.slipway.gitops.Plan;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Requests as rows; a change of state holds only if the row is in a state that allows it. */
@Repository
public class RequestStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};

    private static final String MATCHES = """
             from request
            where (:state::text is null or state = :state)
              and (:teams::text[] is null or team = any (:teams::text[]))
              and (:tenant::text is null or tenant = :tenant)
              and (:name::text is null or name = :name)
            """;

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a new request with its timeline.
     *
     * @param idempotencyKey the key that the person gave, so that a repeated call makes no second request
     */
    @Transactional
    public void insert(Request request, @Nullable String idempotencyKey) {
        jdbc.sql("""
                        insert into request (id, kind, tenant, name, team, entry, version, plan, parameters, files, tree,
                                             policy_result, state, requester, subject, idempotency_key, created_at,
                                             next_attempt_at)
                        values (:id, :kind, :tenant, :name, :team, :entry, :version, :plan, :parameters::jsonb,
                                :files::jsonb, :tree, :policyResult, :state, :requester::jsonb, :subject,
                                :idempotencyKey, :createdAt, :createdAt)
                        """)
                .param("id", request.id())
                .param("kind", request.kind().name())
                .param("tenant", request.instance().tenant())
                .param("name", request.instance().name())
                .param("team", request.team())
                .param("entry", request.entry())
                .param("version", request.version())
                .param("plan", request.plan())
                .param("parameters", JSON.writeValueAsString(request.parameters()))
                .param("files", JSON.writeValueAsString(request.files()))
                .param("tree", request.files().tree())
                .param("policyResult", request.policyResult())
                .param("state", request.state().name())
                .param("requester", JSON.writeValueAsString(request.requester()))
                .param("subject", subject(request.requester()))
                .param("idempotencyKey", idempotencyKey)
                .param("createdAt", utc(request.createdAt()))
                .update();
        request.timeline().forEach(step -> append(request.id(), step));
    }

    private static String subject(Requester requester) {
        return requester.issuer() + " " + requester.subject();
    }

    /** The request that the same person made with the same key before. */
    public Optional<Request> findByKey(Requester requester, String idempotencyKey) {
        return jdbc.sql("select * from request where subject = :subject and idempotency_key = :key")
                .param("subject", subject(requester))
                .param("key", idempotencyKey)
                .query(RequestStore::request)
                .optional();
    }

    public Optional<Request> find(UUID id) {
        return jdbc.sql("select * from request where id = :id")
                .param("id", id)
                .query(RequestStore::request)
                .optional()
                .map(request -> request.with(timeline(id)));
    }

    /** Which requests are asked for; {@code null} means all. */
    public record Filter(
            @Nullable RequestState state,
            @Nullable Set<String> teams,
            @Nullable String tenant,
            @Nullable String name) {}

    /** A page of requests, newest first, without their timelines. */
    public List<Request> page(Filter filter, int size, long offset) {
        return matching("select *" + MATCHES + " order by created_at desc, id limit :size offset :from", filter)
                .param("size", size)
                .param("from", offset)
                .query(RequestStore::request)
                .list();
    }

    public long count(Filter filter) {
        return matching("select count(*)" + MATCHES, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec matching(String sql, Filter filter) {
        Set<String> teams = filter.teams();
        return jdbc.sql(sql)
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("teams", teams == null ? null : teams.toArray(String[]::new))
                .param("tenant", filter.tenant())
                .param("name", filter.name());
    }

    /** How many requests of these teams are under way; of all teams where {@code null}. */
    public long countOpen(@Nullable Set<String> teams) {
        return jdbc.sql("""
                        select count(*) from request
                         where state in ('AWAITING_APPROVAL', 'ACCEPTED', 'COMMITTED', 'APPLIED')
                           and (:teams::text[] is null or team = any (:teams::text[]))
                        """)
                .param("teams", teams == null ? null : teams.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** How many accepted requests could not be committed at the first try. */
    public long countBacklog() {
        return jdbc.sql("select count(*) from request where state = 'ACCEPTED' and attempts > 0")
                .query(Long.class)
                .single();
    }

    /** Accepted requests whose time has come, oldest first. */
    public List<Request> due(int limit) {
        return jdbc.sql("""
                        select * from request where state = 'ACCEPTED' and next_attempt_at <= now()
                         order by created_at limit :limit
                        """).param("limit", limit).query(RequestStore::request).list();
    }

    /** Committed requests of which the end is awaited. */
    public List<Request> awaited() {
        return jdbc.sql("select * from request where state in ('COMMITTED', 'APPLIED') order by created_at")
                .query(RequestStore::request)
                .list();
    }

    /** Requests of an instance that an event of its cluster may concern, oldest first. */
    public List<Request> awaited(InstanceKey instance) {
        return jdbc.sql("""
                        select * from request
                         where tenant = :tenant and name = :name and commit_id is not null
                           and state in ('COMMITTED', 'APPLIED', 'FAILED')
                         order by created_at
                        """)
                .param("tenant", instance.tenant())
                .param("name", instance.name())
                .query(RequestStore::request)
                .list();
    }

    /**
     * Moves a request on.
     *
     * @return whether it moved; {@code false} if its state does not allow it, as when somebody else was faster
     */
    @Transactional
    public boolean move(UUID id, RequestState to, Step step) {
        Collection<String> from = to.predecessors().stream().map(Enum::name).collect(Collectors.toSet());
        int moved = jdbc.sql("update request set state = :to where id = :id and state in (:from)")
                .param("to", to.name())
                .param("id", id)
                .param("from", from)
                .update();
        if (moved == 1) {
            append(id, step);
        }
        return moved == 1;
    }

    /** Notes who decided and moves the request on, in one. */
    @Transactional
    public boolean decided(UUID id, Requester approver, RequestState to, Step step) {
        boolean moved = move(id, to, step);
        if (moved) {
            jdbc.sql("update request set approver = :approver::jsonb where id = :id")
                    .param("approver", JSON.writeValueAsString(approver))
                    .param("id", id)
                    .update();
        }
        return moved;
    }

    /** Notes the commit and moves the request on, in one. */
    @Transactional
    public boolean committed(UUID id, String commit, Step step) {
        jdbc.sql("update request set commit_id = :commit where id = :id and commit_id is null")
                .param("commit", commit)
                .param("id", id)
                .update();
        return move(id, RequestState.COMMITTED, step);
    }

    /** A try failed; the next comes after a pause. */
    @Transactional
    public void postpone(UUID id, Duration pause, Step step) {
        jdbc.sql("update request set attempts = attempts + 1, next_attempt_at = :next where id = :id")
                .param("next", utc(Instant.now().plus(pause)))
                .param("id", id)
                .update();
        append(id, step);
    }

    private void append(UUID id, Step step) {
        jdbc.sql("""
                        insert into request_step (request_id, step, outcome, at, detail)
                        values (:id, :step, :outcome, :at, :detail)
                        """)
                .param("id", id)
                .param("step", step.name().name())
                .param("outcome", step.outcome().name())
                .param("at", utc(step.at()))
                .param("detail", step.detail())
                .update();
    }

    private List<Step> timeline(UUID id) {
        return jdbc.sql("select * from request_step where request_id = :id order by id")
                .param("id", id)
                .query((row, number) -> new Step(
                        Step.Name.valueOf(row.getString("step")),
                        Step.Outcome.valueOf(row.getString("outcome")),
                        instant(row, "at"),
                        row.getString("detail")))
                .list();
    }

    private static Request request(ResultSet row, int number) throws SQLException {
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
                RequestState.valueOf(row.getString("state")),
                JSON.readValue(row.getString("requester"), Requester.class),
                row.getString("approver") == null ? null : JSON.readValue(row.getString("approver"), Requester.class),
                instant(row, "created_at"),
                row.getString("commit_id"),
                row.getInt("attempts"),
                List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
