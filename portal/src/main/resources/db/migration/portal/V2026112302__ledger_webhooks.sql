-- How far each target of the ledger's webhooks has got; one replica at a time is at it.
create table ledger_webhook (
    target       text        primary key,
    position     bigint      not null,
    failures     int         not null default 0,
    problem      text,
    next_attempt timestamptz not null default '-infinity',
    leased_until timestamptz not null default '-infinity'
);
