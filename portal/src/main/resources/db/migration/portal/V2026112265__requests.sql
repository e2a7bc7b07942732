-- A request's row is all that the work on it needs, so that a crash at any moment loses none.
create table request (
    id              uuid primary key,
    kind            text        not null,
    tenant          text        not null,
    name            text        not null,
    team            text        not null,
    entry           text        not null,
    version         text        not null,
    plan            text        not null,
    parameters      jsonb       not null,
    files           jsonb       not null,
    tree            text        not null,
    policy_result   text        not null,
    state           text        not null,
    requester       jsonb       not null,
    subject         text        not null,
    idempotency_key text,
    created_at      timestamptz not null,
    commit_id       text,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null
);

-- Of two who ask for the same instance at a time, the second is told so.
create unique index request_waiting on request (tenant, name) where state = 'ACCEPTED';
create unique index request_idempotency on request (subject, idempotency_key) where idempotency_key is not null;
create index request_open on request (next_attempt_at) where state in ('ACCEPTED', 'COMMITTED', 'APPLIED');
create index request_by_instance on request (tenant, name, created_at desc);
create index request_by_time on request (created_at desc);

create table request_step (
    id         bigint generated always as identity primary key,
    request_id uuid        not null references request (id),
    step       text        not null,
    outcome    text        not null,
    at         timestamptz not null,
    detail     text
);
create index request_step_by_request on request_step (request_id, id);
