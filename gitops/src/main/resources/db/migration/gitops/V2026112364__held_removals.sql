-- What waits for a person before it is taken away, for the replicas that don't keep its cluster.
create table held_removal (
    cluster     text        not null,
    api_version text        not null,
    kind        text        not null,
    namespace   text        not null,
    name        text        not null,
    tenant      text        not null,
    instance    text        not null,
    since       timestamptz not null,
    primary key (cluster, kind, namespace, name, api_version)
);
