package dev.slipway.portal.requests.store;

import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestState;
import dev.slipway.portal.requests.Requester;
import dev.slipway.portal.requests.Step;
import java.util.Collection;
import java.util.HashMap;
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

/** Requests as rows; a change of state holds only if the row is in a state that allows it. */
@Repository
public class RequestStore {

    private static final String MATCHES = """
         from request
        where (:state::text is null or state = :state)
          and (:teams::text[] is null or team = any (:teams::text[]))
          and (:tenant::text is null or tenant = :tenant)
          and (:name::text is null or name = :name)
        """;

    private final JdbcClient jdbc;
    private final StepRows steps;

    RequestStore(JdbcClient jdbc, StepRows steps) {
        this.jdbc = jdbc;
        this.steps = steps;
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
                                 policy_result, findings, state, requester, subject, idempotency_key, created_at,
                                 next_attempt_at)
            values (:id, :kind, :tenant, :name, :team, :entry, :version, :plan, :parameters::jsonb,
                    :files::jsonb, :tree, :policyResult, :findings::jsonb, :state, :requester::jsonb, :subject,
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
                .param("parameters", RequestRow.json(request.parameters()))
                .param("files", RequestRow.json(request.files()))
                .param("tree", request.files().tree())
                .param("policyResult", request.policyResult())
                .param("findings", RequestRow.json(request.findings()))
                .param("state", request.state().name())
                .param("requester", RequestRow.json(request.requester()))
                .param("subject", subject(request.requester()))
                .param("idempotencyKey", idempotencyKey)
                .param("createdAt", RequestRow.utc(request.createdAt()))
                .update();
        request.timeline().forEach(step -> steps.append(request.id(), step));
    }

    private static String subject(Requester requester) {
        return requester.issuer() + " " + requester.subject();
    }

    /** The request that the same person made with the same key before. */
    public Optional<Request> findByKey(Requester requester, String idempotencyKey) {
        return jdbc.sql("select * from request where subject = :subject and idempotency_key = :key")
                .param("subject", subject(requester))
                .param("key", idempotencyKey)
                .query(RequestRow::read)
                .optional();
    }

    /** How far these requests are; unknown ones are left out. */
    public Map<UUID, Standing> standings(Collection<UUID> ids) {
        Map<UUID, Standing> standings = new HashMap<>();
        jdbc.sql("""
                        select id, state, (select max(at) from request_step where request_id = request.id) as latest
                          from request where id = any (:ids)
                        """).param("ids", ids.toArray(UUID[]::new)).query(row -> {
            RequestState state = RequestState.valueOf(row.getString("state"));
            standings.put(row.getObject("id", UUID.class), new Standing(state, row.getString("latest")));
        });
        return standings;
    }

    /**
     * How far a request is.
     *
     * @param state its state
     * @param latest when something was last noted of it, as text to compare; {@code null} where nothing was
     */
    public record Standing(RequestState state, @Nullable String latest) {}

    public Optional<Request> find(UUID id) {
        return jdbc.sql("select * from request where id = :id")
                .param("id", id)
                .query(RequestRow::read)
                .optional()
                .map(request -> request.with(steps.of(id)));
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
                .query(RequestRow::read)
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
            steps.append(id, step);
        }
        return moved == 1;
    }

    /** Notes who decided and moves the request on, in one. */
    @Transactional
    public boolean decided(UUID id, Requester approver, RequestState to, Step step) {
        boolean moved = move(id, to, step);
        if (moved) {
            jdbc.sql("update request set approver = :approver::jsonb where id = :id")
                    .param("approver", RequestRow.json(approver))
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

    /**
     * Notes the commit by which reviewers let a request through, with what the directory holds by it, and moves the
     * request on, in one.
     */
    @Transactional
    public boolean landed(UUID id, String commit, String tree, Step step) {
        jdbc.sql("""
            update request set tree = :tree, files = jsonb_set(files, '{tree}', to_jsonb(cast(:tree as text)))
             where id = :id and commit_id is null
            """).param("id", id).param("tree", tree).update();
        return committed(id, commit, step);
    }

    /** Adds a step that moves nothing on. */
    public void note(UUID id, Step step) {
        steps.append(id, step);
    }
}
