-- Every drift that was put back; only appended to.
create table drift (
    id          bigint generated always as identity primary key,
    cluster     text        not null,
    tenant      text        not null,
    instance    text        not null,
    api_version text        not null,
    kind        text        not null,
    namespace   text        not null,
    name        text        not null,
    type        text        not null,
    fields      jsonb       not null,
    manager     text,
    detected_at timestamptz not null,
    reverted_at timestamptz not null,
    micros      bigint      not null,
    commit_id   text        not null
);
create index drift_by_instance on drift (tenant, instance, id desc);

-- What was written to clusters for an instance, so that nothing is forgotten when it leaves while the portal is down.
create table applied_instance (
    tenant  text  not null,
    name    text  not null,
    cluster text  not null,
    tree    text,
    objects jsonb not null,
    primary key (tenant, name)
);

-- Values that the platform made up for Secrets, encrypted; they never enter Git.
create table generated_secret (
    cluster   text  not null,
    namespace text  not null,
    name      text  not null,
    key       text  not null,
    value     bytea not null,
    primary key (cluster, namespace, name, key)
);
