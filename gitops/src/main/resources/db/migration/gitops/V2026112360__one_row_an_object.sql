-- Every object that was or is about to be written, and how it was right after: what differs after a restart is drift.
create table applied_object (
    cluster     text not null,
    api_version text not null,
    kind        text not null,
    namespace   text not null,
    name        text not null,
    tenant      text not null,
    instance    text not null,
    manifest    bytea,
    baseline    bytea,
    primary key (cluster, kind, namespace, name, api_version, tenant, instance)
);

insert into applied_object (cluster, api_version, kind, namespace, name, tenant, instance)
select applied.cluster, object."apiVersion", object.kind, object.namespace, object.name, applied.tenant, applied.name
  from applied_instance applied,
       jsonb_to_recordset(applied.objects)
           as object ("apiVersion" text, kind text, namespace text, name text)
on conflict do nothing;

alter table applied_instance drop column objects;
alter table applied_instance drop constraint applied_instance_pkey;
alter table applied_instance add primary key (cluster, tenant, name);
