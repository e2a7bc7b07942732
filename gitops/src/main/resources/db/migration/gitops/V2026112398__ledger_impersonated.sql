-- Whoever acts as somebody else is looked for by both names.
alter table ledger add column impersonated text
    generated always as (payload::jsonb #>> '{details,impersonated}') stored;

create index ledger_by_impersonated on ledger (impersonated, sequence) where impersonated is not null;
