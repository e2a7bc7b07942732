-- Where another engine keeps a cluster, that engine puts drift back.
create or replace view drift as
select sequence as id, cluster, tenant, instance, api_version, kind, namespace, name,
       payload::jsonb #>> '{details,change}' as type, payload::jsonb #> '{details,fields}' as fields, manager,
       time as detected_at, ledger_time(payload::jsonb #>> '{details,revertedAt}') as reverted_at, micros,
       payload::jsonb #>> '{details,commit}' as commit_id, payload::jsonb #>> '{details,revertedBy}' as reverted_by
  from ledger where type = 'drift';
