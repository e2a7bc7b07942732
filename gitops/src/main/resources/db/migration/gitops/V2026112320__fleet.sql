-- Credentials of registered clusters, sealed with the portal's key; they never enter Git.
create table cluster_credentials (
    name       text        not null primary key,
    server     text        not null,
    value      bytea       not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    version    bigint      not null generated always as identity
);

-- Replicas of the portal that live, by the database's clock.
create table replica (
    name       text        not null primary key,
    started_at timestamptz not null default now(),
    expires_at timestamptz not null
);

-- Which replica keeps a cluster; the fence rises with each change of the holder.
create table cluster_lease (
    cluster    text        not null primary key,
    holder     text        not null,
    fence      bigint      not null,
    expires_at timestamptz not null
);

-- How the connections do, as their holders tell, for the replicas that don't hold them.
create table cluster_health (
    cluster      text        not null primary key,
    state        text        not null,
    detail       text        not null,
    version      text,
    since        timestamptz not null,
    last_contact timestamptz,
    latency_ms   bigint,
    last_error   text
);

-- Something sealed whose content is known, which tells whether a replica has the key of the others.
create table secret_probe (
    id    int   not null primary key check (id = 1),
    value bytea not null
);
