-- One chain of everything that must not be forgotten. An entry is the exact text of its payload, which holds its place
-- and the hash of the entry before; the columns are read from it, so that none can be changed by itself.

create function ledger_time(iso text) returns timestamptz language sql immutable strict
    as $$ select iso::timestamptz $$;

create table ledger (
    payload     text   not null,
    hash        text   not null,
    sequence    bigint generated always as ((payload::jsonb ->> 'sequence')::bigint) stored primary key,
    type        text   not null generated always as (payload::jsonb ->> 'type') stored,
    time        timestamptz not null generated always as (ledger_time(payload::jsonb ->> 'time')) stored,
    key         text   not null generated always as (payload::jsonb ->> 'key') stored unique,
    refers_to   bigint generated always as ((payload::jsonb ->> 'refersTo')::bigint) stored,
    cluster     text   generated always as (payload::jsonb ->> 'cluster') stored,
    tenant      text   generated always as (payload::jsonb ->> 'tenant') stored,
    instance    text   generated always as (payload::jsonb ->> 'instance') stored,
    api_version text   generated always as (payload::jsonb ->> 'apiVersion') stored,
    kind        text   generated always as (payload::jsonb ->> 'kind') stored,
    namespace   text   generated always as (payload::jsonb ->> 'namespace') stored,
    name        text   generated always as (payload::jsonb ->> 'name') stored,
    manager     text   generated always as (payload::jsonb ->> 'manager') stored,
    actor       text   generated always as (payload::jsonb ->> 'user') stored,
    micros      bigint generated always as ((payload::jsonb #>> '{details,micros}')::bigint) stored
);

-- What happened to drifts before there was a chain, in the same words as the portal's.
do $$
declare
    old   record;
    entry text;
    last  text := repeat('0', 64);
    place bigint := 0;
begin
    for old in select * from drift order by id loop
        place := place + 1;
        entry := '{"sequence":' || place || ',"previous":"' || last || '","type":"drift","time":"'
            || to_char(old.detected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || '","key":"drift-table-' || old.id || '","cluster":' || to_json(old.cluster)
            || ',"tenant":' || to_json(old.tenant) || ',"instance":' || to_json(old.instance)
            || ',"apiVersion":' || to_json(old.api_version) || ',"kind":' || to_json(old.kind)
            || ',"namespace":' || to_json(old.namespace) || ',"name":' || to_json(old.name)
            || coalesce(',"manager":' || to_json(old.manager), '')
            || ',"details":{"change":' || to_json(old.type) || ',"fields":' || old.fields
            || ',"revertedAt":"' || to_char(old.reverted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || '","micros":' || old.micros || ',"commit":' || to_json(old.commit_id) || '}}';
        last := encode(sha256(convert_to(entry, 'UTF8')), 'hex');
        insert into ledger (payload, hash) values (entry, last);
    end loop;
end $$;

drop table drift;

create view drift as
select sequence as id, cluster, tenant, instance, api_version, kind, namespace, name,
       payload::jsonb #>> '{details,change}' as type, payload::jsonb #> '{details,fields}' as fields, manager,
       time as detected_at, ledger_time(payload::jsonb #>> '{details,revertedAt}') as reverted_at, micros,
       payload::jsonb #>> '{details,commit}' as commit_id
  from ledger where type = 'drift';

create index ledger_by_type on ledger (type, sequence desc);
create index ledger_by_instance on ledger (tenant, instance, sequence desc) include (type);
create index ledger_by_time on ledger (time);
create index ledger_by_actor on ledger (actor, sequence desc) where actor is not null;
create index ledger_by_object on ledger (name, kind, namespace);
create index ledger_by_reference on ledger (refers_to) where refers_to is not null;

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is only appended to; % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_is_append_only before update or delete or truncate on ledger
    for each statement execute function ledger_is_append_only();
-- Also for a session that calls itself a replica.
alter table ledger enable always trigger ledger_is_append_only;
