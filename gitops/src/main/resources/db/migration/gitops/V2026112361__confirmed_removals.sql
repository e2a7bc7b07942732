-- Protected objects that somebody allowed to be taken away, until they are gone.
create table confirmed_removal (
    cluster     text        not null,
    api_version text        not null,
    kind        text        not null,
    namespace   text        not null,
    name        text        not null,
    person      text        not null,
    confirmed   timestamptz not null default now(),
    primary key (cluster, kind, namespace, name, api_version)
);
