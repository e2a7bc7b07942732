-- Who got access to which tenant until when; only appended to. The credentials themselves are kept nowhere.
create table kubeconfig_issue (
    id         bigint generated always as identity primary key,
    tenant     text        not null,
    issuer     text        not null,
    subject    text        not null,
    name       text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null
);
create index kubeconfig_issue_by_person on kubeconfig_issue (issuer, subject, expires_at);
