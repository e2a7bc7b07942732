-- Break-glass that people asked for. What is open lies in the golden repository; here is who asked, who decided and why.
create table break_glass (
    id                text        not null primary key,
    tenant            text        not null,
    instance          text        not null,
    team              text        not null,
    cluster           text        not null,
    objects           text        not null,
    reason            text        not null,
    minutes           int         not null,
    state             text        not null,
    requester_issuer  text        not null,
    requester_subject text        not null,
    requester_name    text        not null,
    requester_display text        not null,
    requester_email   text        not null,
    created_at        timestamptz not null,
    decided_by        text,
    decided_at        timestamptz,
    decision          text,
    expires_at        timestamptz,
    closed_by         text,
    closed_at         timestamptz
);
create index break_glass_by_time on break_glass (created_at desc);
create index break_glass_by_state on break_glass (state) where state in ('APPROVED', 'OPEN');
