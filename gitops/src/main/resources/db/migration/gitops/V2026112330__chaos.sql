-- A chaos program's own state; what it does stands in the golden repository.
create table chaos_program (
    name        text primary key,
    last_round  timestamptz not null,
    held_by     text,
    held_at     timestamptz,
    held_reason text
);

-- One row: who stopped all chaos.
create table chaos_stop (
    only_row   boolean primary key default true check (only_row),
    stopped_by text,
    stopped_at timestamptz,
    reason     text
);
insert into chaos_stop default values;

-- What a program has to prove, and which of it is missing.
create table chaos_cell (
    program      text        not null,
    cluster      text        not null,
    api_version  text        not null,
    kind         text        not null,
    change       text        not null,
    since        timestamptz not null,
    alert        text,
    alert_since  timestamptz,
    alert_detail text,
    primary key (program, cluster, api_version, kind, change)
);

-- Every change that was made on purpose, written down before it was made.
create table chaos_change (
    id          bigint generated always as identity primary key,
    program     text        not null,
    cluster     text        not null,
    tenant      text        not null,
    instance    text        not null,
    api_version text        not null,
    kind        text        not null,
    namespace   text        not null,
    name        text        not null,
    change      text        not null,
    field       text,
    state       text        not null,
    asked_by    text        not null,
    tree        text        not null,
    recorded_at timestamptz not null,
    made_at     timestamptz,
    deadline    timestamptz not null,
    seen_at     timestamptz,
    micros      bigint,
    detail      text        not null default '',
    -- Encrypted, and only as long as something may have to be undone.
    tampering   bytea
);
create index chaos_change_by_program on chaos_change (program, recorded_at);
create index chaos_change_by_cell on chaos_change (cluster, kind, change, id desc);
create index chaos_change_open on chaos_change (id) where tampering is not null;
