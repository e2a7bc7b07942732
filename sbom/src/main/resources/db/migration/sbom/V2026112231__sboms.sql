-- A scan from request to result. A RUNNING row belongs to its worker until the lease ends.
create table sbom (
    id              uuid        primary key,
    subject_key     text        not null,
    subject_kind    text        not null check (subject_kind in ('PRODUCT', 'INSTANCE')),
    subject_name    text        not null,
    subject_version text        not null,
    tenant          text,
    instance        text,
    team            text,
    source_kind     text        not null check (source_kind in ('IMAGE', 'GIT', 'ARTIFACT')),
    source_location text        not null,
    source_ref      text,
    state           text        not null check (state in ('QUEUED', 'RUNNING', 'READY', 'FAILED')),
    newest          boolean     not null default false,
    verdict         text        check (verdict in ('COMPLETE', 'SUSPICIOUS')),
    findings        text[]      not null default '{}',
    components      integer     not null default 0,
    tool            text,
    tool_version    text,
    note            text,
    failure         text,
    requested_at    timestamptz not null default clock_timestamp(),
    started_at      timestamptz,
    finished_at     timestamptz,
    attempts        integer     not null default 0,
    worker          uuid,
    leased_until    timestamptz,
    check ((state = 'READY') = (verdict is not null)),
    check ((state = 'FAILED') = (failure is not null)),
    check ((state = 'RUNNING') = (worker is not null and leased_until is not null))
);

create index sbom_queue on sbom (requested_at) where state in ('QUEUED', 'RUNNING');
create index sbom_history on sbom (subject_key, requested_at desc);
create index sbom_list on sbom (requested_at desc);
create index sbom_instance on sbom (tenant, instance, requested_at desc);
create unique index sbom_newest on sbom (subject_key) where newest;

-- The originals lie beside the row that names them: replicas share them, and backups and transactions cover both.
create table sbom_document (
    sbom_id uuid   not null references sbom on delete cascade,
    format  text   not null check (format in ('CYCLONEDX_1_6', 'SPDX_3_0', 'SYFT')),
    sha256  text   not null,
    size    bigint not null,
    gzip    bytea  not null,
    primary key (sbom_id, format)
);
-- Already compressed.
alter table sbom_document alter column gzip set storage external;

create table sbom_component (
    sbom_id  uuid   not null references sbom on delete cascade,
    name     text   not null,
    version  text   not null,
    purl     text,
    type     text   not null,
    licences text[] not null
);

create index sbom_component_sbom on sbom_component (sbom_id, name);
-- Cut off, since an index entry may have 2,704 bytes only.
create index sbom_component_name on sbom_component (left(lower(name), 200) text_pattern_ops);
create index sbom_component_purl on sbom_component (left(lower(purl), 200) text_pattern_ops);
